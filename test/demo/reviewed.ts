import { render } from '../../src/templates.ts'

// What the app keeps there, in short.
const timeline = `| Time (UTC) | Event | Source | Kind |
| --- | --- | --- | --- |
| 2026-10-06 13:52 | A volume was lost | cloud | system |
| 2026-10-06 13:58 | Alert triggered | pager | system |
| 2026-10-06 14:47 | Order writes succeed [mitigated] | mira | human |`
const metrics = '| Metric | Value |\n| --- | --- |\n| Time to detect | 6 min |\n| Alert precision | 1 of 1 |'

/** The document that the demo's story ends in. */
export const REVIEWED = render('demo/postmortem', { incident: 1, timeline, metrics })
