import { z } from 'zod'
import { CATEGORIES } from '../postmortem/document.ts'

/**
 * What is told of a finished postmortem, as data: each channel words it in its own way, and a JSON channel gets it as it is. The
 * JSON schema for receivers is generated from here (`npm run generate`), so each description is read by people.
 */

const instant = z.string().nullable().describe('ISO 8601 UTC, or a bare date; null where it is not known.')
const minutes = z
  .int()
  .nullable()
  .describe('Whole minutes from the start; null where either end is not known.')
const words = z.string().nullable().describe('Plain text; null where the document says nothing.')
const count = z.int().min(0)

const common = {
  id: z
    .string()
    .regex(/^pm_[0-9a-f]{32}$/)
    .describe('The same for each attempt to tell the same: to drop what comes twice. Also in `webhook-id`.'),
  title: z.string(),
  publishedAt: z.string().describe('When the postmortem was merged, ISO 8601 UTC.'),
}

const action = z.strictObject({
  id: z.string(),
  text: z.string(),
  category: z.enum(CATEGORIES).nullable(),
  due: z.string().nullable().describe('Calendar date; null where it is not known.'),
  done: z.boolean(),
  url: z.string().describe('Its line in the document.'),
})

const internal = z
  .strictObject({
    ...common,
    version: z.literal('internal'),
    severity: z.string().nullable(),
    startedAt: instant,
    detectedAt: instant,
    mitigatedAt: instant,
    resolvedAt: instant,
    timeToDetectMin: minutes,
    timeToMitigateMin: minutes,
    timeToResolveMin: minutes,
    summary: words,
    impact: words,
    impactedUsers: words,
    businessEffect: words,
    lessons: z.array(z.string()).describe('What was learned, as the document says it.'),
    factors: count.describe('How many contributing factors it names.'),
    actions: z.strictObject({
      total: count,
      categories: z
        .record(z.enum([...CATEGORIES, 'none']), count)
        .describe('How many of each category; `none` where no category is stated.'),
      items: z.array(action).describe('The first of them.'),
    }),
    thanks: z.array(z.string()).describe('Who is thanked, or took part, as written.'),
    links: z.strictObject({
      document: z.string(),
      pull: z.string().nullable(),
      incident: z.string().nullable(),
    }),
  })
  .describe('For those who may read the repository.')

const open = z
  .strictObject({
    ...common,
    version: z.literal('public'),
    paragraphs: z
      .array(z.strictObject({ kind: z.enum(['heading', 'text', 'item']), text: z.string() }))
      .describe('What stands between the public markers, as plain text, without names and internal links.'),
  })
  .describe('For everybody: only what the document marks as public.')

export const messageSchema = z.discriminatedUnion('version', [internal, open])
export type Message = z.output<typeof messageSchema>
export type InternalMessage = z.output<typeof internal>
export type PublicMessage = z.output<typeof open>
export type Paragraph = PublicMessage['paragraphs'][number]

/** The body that a JSON channel gets: the envelope of Standard Webhooks. */
export const envelopeSchema = z
  .strictObject({
    type: z.literal('postmortem.published'),
    timestamp: z.string().describe('When the postmortem was merged, ISO 8601 UTC.'),
    data: messageSchema,
  })
  .describe('Debrief: what a JSON channel gets when a postmortem is merged.')

export const envelopeOf = (message: Message): z.output<typeof envelopeSchema> => ({
  type: 'postmortem.published',
  timestamp: message.publishedAt,
  data: message,
})
