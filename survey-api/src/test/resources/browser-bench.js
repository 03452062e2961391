// Put into every page that ./kap bench --browser opens, before the page's own scripts: listens in the capture phase of the window,
// so that the clock starts before anything of the page has run.
(() => {
  const answers = [];
  let open = 0;

  /** Runs as a task of its own, after what runs now and the microtasks that it asked for. */
  const afterwards = (work) => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = work;
    port2.postMessage(null);
  };

  const measure = (event) => {
    const answer = {began: performance.now(), worked: null, shown: null};
    open++;
    afterwards(() => {
      document.documentElement.getBoundingClientRect(); // style and layout of what was drawn are made now, if not yet
      answer.worked = performance.now() - answer.began;
    });
    requestAnimationFrame(() =>
      afterwards(() => {
        answer.shown = performance.now() - event.timeStamp;
        answers.push(answer);
        open--;
      }),
    );
  };

  addEventListener('input', measure, true);
  addEventListener('click', (event) => event.target.closest?.('.missing button') && measure(event), true);

  /** Resolves when every answer has been shown, and the page had a moment for what it does afterwards. */
  const settled = () =>
    new Promise((resolve) => {
      const look = () => setTimeout(() => (open === 0 ? resolve() : look()), 10);
      look();
    });

  window.browserBench = {settled, take: () => answers.splice(0)};
})();
