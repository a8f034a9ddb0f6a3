const NEEDED = 24

/** What to say where the running Node (`process.versions.node`) is too old to run the project, else null. */
export function tooOld(version: string): string | null {
  if (Number(version.split('.')[0]) >= NEEDED) return null
  return [
    `Debrief runs on Node ${NEEDED} or later; this is Node ${version}.`,
    `In a clone, \`npm ci\` brings Node ${NEEDED} along (on Linux), and every \`npm run …\` uses it: try \`npm start\` or`,
    `\`npm run debrief -- check FILE\`. Elsewhere, install Node ${NEEDED} LTS.`,
  ].join('\n')
}
