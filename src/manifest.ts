import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { readYaml } from './config/yaml.ts'

const schema = z.object({
  name: z.string(),
  description: z.string(),
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  default_events: z.array(z.string()),
})
export type Manifest = z.output<typeof schema>

/** `app.yml`: what the app asks GitHub for. */
export function readManifest(): Manifest {
  return schema.parse(readYaml(readFileSync(new URL('../app.yml', import.meta.url), 'utf8')).value)
}
