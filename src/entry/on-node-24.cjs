'use strict'

// This folder is CommonJS, and its files are plain JavaScript, the linked ones under a TypeScript name: any Node can run them. So one that
// is too old says so in our words, where a `.ts` file among ES modules would end in "Unknown file extension" before
// its first line. `src/main.ts`, `src/cli.ts` and `src/sandbox/main.ts` are links to here, for whoever starts them by hand.

/** Runs `start` on Node 24 or later; else says what to do. Exit code 2 is "cannot be used", as everywhere. */
module.exports = function onNode24(start) {
  if (Number(process.versions.node.split('.')[0]) >= 24) return start()
  console.error(
    `Debrief runs on Node 24 or later; this is Node ${process.versions.node}.\n` +
      'In a clone, `npm ci` brings Node 24 along (on Linux), and every `npm run …` uses it: try `npm run demo`,\n' +
      '`npm start` or `npm run debrief -- check FILE`. Elsewhere, install Node 24 LTS.',
  )
  process.exitCode = 2
  return Promise.resolve()
}
