import { z } from 'zod'
import { CHANNEL_NAME } from '../channels/operator.ts'

const version = z.enum(['internal', 'public'])

const name = z
  .string()
  .regex(CHANNEL_NAME, { error: 'must be the name of a channel: small letters, digits and `-`' })

const host = z
  .string()
  .max(253)
  .regex(/^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.)+[a-z]{2,63}$/i, {
    error: 'must be a host, such as `status.example.com` or `*.example.com`',
  })

/** `publish`: channels are named here only; their addresses are secrets of whoever runs the app (`CHANNELS_PATH`). */
export const publish = z
  .strictObject({
    channels: z
      .array(z.union([name, z.strictObject({ name, version: version.default('internal') })]))
      .max(10)
      .default([])
      .describe(
        'Where a summary goes when a postmortem is merged: names of channels that whoever runs Debrief has set up, or `name` with `version: public`.',
      ),
    discussions: z
      .union([
        z.literal('off'),
        z.strictObject({
          category: z.string().trim().min(1).max(100),
          version: version.default('internal'),
        }),
      ])
      .default('off')
      .describe('A discussion of this repository beside them: its `category`, or `off`.'),
    public: z
      .strictObject({
        hosts: z
          .array(host)
          .max(50)
          .default([])
          .describe('Hosts that the public version may link to; all other links are taken out of it.'),
      })
      .prefault({})
      .describe('What everybody may read.'),
  })
  .prefault({})
  .describe('What is told of a merged postmortem, and where.')

export type Publish = z.output<typeof publish>
