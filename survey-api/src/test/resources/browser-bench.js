// Put into every page that ./kap bench --browser opens, before the page's own scripts. The clock starts in the capture phase of
// the window, before anything of the page has run, and stops when the page has kept the answer and drawn what came of it: it marks
// the time from the one to the other by data-keeping. On a page that keeps nothing it stops in the bubbling phase, when all listeners
// of the page have run and all that they put off to the end of the event.
(() => {
  const answers = [];
  let current = null;
  let open = 0;

  /** Runs as a task of its own, after what runs now and the microtasks that it asked for. */
  const afterwards = (work) => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = work;
    port2.postMessage(null);
  };

  const begin = () => {
    open++;
    current = {engine: 0, began: performance.now()};
  };

  const keeping = () => document.querySelector('[data-keeping]');

  /** Runs as soon as the page has drawn: in the same task, before a frame and before any call of the driver. */
  const drawn = (work) =>
    queueMicrotask(() => {
      if (!keeping()) return work();
      const observer = new MutationObserver(() => {
        if (keeping()) return;
        observer.disconnect();
        work();
      });
      observer.observe(keeping(), {attributes: true, attributeFilter: ['data-keeping']});
    });

  const end = (event) => {
    const answer = current;
    current = null;
    drawn(() => {
      answer.script = performance.now() - answer.began;
      document.documentElement.getBoundingClientRect(); // style and layout of what was drawn are made now
      answer.worked = performance.now() - answer.began;
      requestAnimationFrame(() =>
        afterwards(() => {
          answer.shown = performance.now() - event.timeStamp;
          answers.push(answer);
          open--;
        }),
      );
    });
  };

  const isCode = (event) => event.target.closest?.('.missing button');
  /** Whether the browser tells of an answer twice, first by `input`, then by `change`; of typed text it does so only later. */
  const changes = ({target}) => ['radio', 'checkbox', 'date', 'time'].includes(target.type);

  addEventListener('input', begin, true);
  addEventListener('input', (event) => changes(event) || end(event));
  addEventListener('change', (event) => changes(event) && end(event));
  addEventListener('click', (event) => isCode(event) && begin(), true);
  addEventListener('click', (event) => isCode(event) && end(event));

  /** A function of the engine whose time is counted while an answer is taken in. */
  const timed =
    (work) =>
    (...given) => {
      const began = performance.now();
      try {
        return work(...given);
      } finally {
        if (current) current.engine += performance.now() - began;
      }
    };

  /** Resolves when every answer has been shown, and the page had a moment for what it does afterwards. */
  const settled = () =>
    new Promise((resolve) => {
      const look = () => setTimeout(() => (open === 0 ? resolve() : look()), 10);
      look();
    });

  window.browserBench = {settled, timed, take: () => answers.splice(0)};
})();
