import { alertmanager } from './alertmanager.ts'
import { cloudevents } from './cloudevents.ts'
import { csv } from './csv.ts'
import { kubernetes } from './kubernetes.ts'
import { logfmt } from './logfmt.ts'
import { opentelemetry } from './opentelemetry.ts'
import { pagerduty } from './pagerduty.ts'
import { plain } from './plain.ts'
import { prometheus } from './prometheus.ts'
import { slack } from './slack.ts'
import { syslog } from './syslog.ts'
import type { Adapter } from '../evidence.ts'

/** The export formats, in the order in which they are asked: what says its name first, what is told by its looks last. */
export const ADAPTERS: readonly Adapter[] = [
  slack,
  pagerduty,
  alertmanager,
  prometheus,
  opentelemetry,
  cloudevents,
  kubernetes,
  syslog,
  logfmt,
  csv,
  plain,
]
