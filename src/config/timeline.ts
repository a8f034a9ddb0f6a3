import { z } from 'zod'
import { timeZone } from './time-zone.ts'

/** What is gathered beside the incident's own thread. */
const SOURCES = ['deployments', 'releases', 'commits', 'workflows'] as const

const hours = z
  .int()
  .min(0)
  .max(24 * 14)

export const timeline = z
  .strictObject({
    before: hours
      .default(24)
      .describe(
        'How many hours before its start an incident’s timeline may begin: with the last deployment or release in them.',
      ),
    after: hours.default(1).describe('How many hours after its resolution the timeline still goes on.'),
    maximum: z
      .int()
      .min(10)
      .max(300)
      .default(60)
      .describe('How many entries are shown; of more, those of least weight are left out.'),
    sources: z
      .array(z.enum(SOURCES))
      .max(SOURCES.length)
      .default([...SOURCES])
      .describe('What is gathered from this repository, beside what the incident’s own thread tells.'),
    zone: timeZone
      .default('UTC')
      .describe('The time zone of times in exports and in comments that state none.'),
  })
  .prefault({})
  .describe('What the app writes into the timeline of a postmortem.')
