// Put into every page that ./kap bench --browser opens, before the page's own scripts. The clock starts in the capture phase of
// the window, before anything of the page has run, and stops in its bubbling phase, when all listeners of the page have run and
// all that they put off to the end of the event. No frame and no call of the driver can come in between.
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

  const end = (event) =>
    queueMicrotask(() => {
      const answer = current;
      current = null;
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
