import { configSchema } from '../../src/config/schema.ts'
import type { Settings } from '../../src/config/settings.ts'
import { marker } from '../../src/github/marker.ts'
import type { ActionIssue, Dashboard, DigestState, OpenPostmortem } from '../../src/digest/state.ts'

/** Monday of week 48, an hour after the default time of the digest. */
export const MONDAY = new Date('2026-11-23T10:00:00Z')

export const settings = (raw: object = {}): Settings => ({ config: configSchema.parse(raw), problems: [] })
export const action = (number: number, over: Partial<ActionIssue> = {}): ActionIssue => ({
  number,
  title: `Action ${number}`,
  outcome: 'open',
  createdAt: '2026-10-01T12:00:00Z',
  closedAt: null,
  due: '2027-01-31',
  assignees: ['ada'],
  ...over,
})

export const done = (number: number, closedAt: string, over: Partial<ActionIssue> = {}): ActionIssue =>
  action(number, { outcome: 'done', closedAt, ...over })

export const postmortem = (number: number, over: Partial<OpenPostmortem> = {}): OpenPostmortem => ({
  number,
  title: `Postmortem: incident of ${number}`,
  createdAt: '2026-11-01T12:00:00Z',
  assignees: ['ada'],
  incident: { number: number - 1, body: '', labels: ['incident', 'sev1'], closedAt: null },
  ...over,
})

export const dashboard = (over: Partial<Dashboard> = {}): Dashboard => ({
  number: 7,
  body: `${marker('dashboard', { week: null, title: 'Postmortem follow-ups', hash: 'old' })}\nold\n<!-- debrief:end -->`,
  open: true,
  lastDigest: { week: '2026-W47', at: '2026-11-16T09:00:00Z' },
  ...over,
})

export const state = (over: Partial<DigestState> = {}): DigestState => ({
  repository: {
    owner: 'acme',
    repo: 'shop',
    url: 'https://github.example/acme/shop',
    takesIssues: true,
    hasDashboardLabel: true,
    pinnedIssues: 0,
  },
  dashboard: dashboard(),
  actions: [],
  postmortems: [],
  request: null,
  ...over,
})
