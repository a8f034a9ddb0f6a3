import { readFileSync } from 'node:fs'
import { loadAll } from 'js-yaml'
import { z } from 'zod'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

export const envSource = read('src/env.ts')
export const readme = read('README.md')

export const packageFile = z
  .object({ version: z.string(), engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(read('package.json')))

/** Each instruction of the Dockerfile with its words, in order; a line that ends in a backslash goes on. */
export const dockerfile = read('Dockerfile')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => {
    const [instruction = '', ...words] = line.split(' ')
    return { instruction, words, text: words.join(' ') }
  })

export const dockerignore = read('.dockerignore')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))

const service = z.object({
  environment: z.record(z.string(), z.string()),
  image: z.string(),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()),
  profiles: z.array(z.string()).optional(),
  read_only: z.boolean().optional(),
  stop_grace_period: z.string(),
})

export const compose = z
  .object({
    services: z.object({ debrief: service, postgres: service }),
    volumes: z.record(z.string(), z.null()),
  })
  .parse(loadAll(read('compose.yaml'))[0])

/** Compose's `${NAME:-default}` and `${NAME:?why}`, filled in. */
export function filled(text: string, given: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, kind: string, word: string) => {
    const value = given[name] || (kind === '-' ? word : undefined)
    if (value === undefined) throw new Error(`${name} ${word}`)
    return value
  })
}

const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) })
const container = z.object({
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
  env: z.array(
    z.object({
      name: z.string(),
      value: z.string().optional(),
      valueFrom: z.object({ secretKeyRef: z.object({ key: z.string() }) }).optional(),
    }),
  ),
  startupProbe: probe,
  livenessProbe: probe,
  readinessProbe: probe,
  securityContext: z.object({
    allowPrivilegeEscalation: z.boolean(),
    readOnlyRootFilesystem: z.boolean(),
    capabilities: z.object({ drop: z.array(z.string()) }),
  }),
})
const labels = z.record(z.string(), z.string())

export const deployment = z
  .object({
    spec: z.object({
      replicas: z.number(),
      selector: z.object({ matchLabels: labels }),
      template: z.object({
        metadata: z.object({ labels, annotations: labels }),
        spec: z.object({
          terminationGracePeriodSeconds: z.number(),
          securityContext: z.object({ runAsNonRoot: z.boolean(), runAsUser: z.number() }),
          containers: z.tuple([container]),
        }),
      }),
    }),
  })
  .parse(manifest('deployment')).spec

export const kustomization = z
  .object({ resources: z.array(z.string()), images: z.tuple([z.object({ newTag: z.string() })]) })
  .parse(manifest('kustomization'))

export const ingressPath = z
  .object({
    spec: z.object({
      rules: z.tuple([
        z.object({
          http: z.object({ paths: z.tuple([z.object({ path: z.string(), pathType: z.string() })]) }),
        }),
      ]),
    }),
  })
  .parse(manifest('ingress')).spec.rules[0].http.paths[0]

/** The labels by which the service and the disruption budget find the replicas. */
export const selectors = [
  z.object({ spec: z.object({ selector: labels }) }).parse(manifest('service')).spec.selector,
  z
    .object({ spec: z.object({ selector: z.object({ matchLabels: labels }) }) })
    .parse(manifest('pod-disruption-budget')).spec.selector.matchLabels,
]

function manifest(name: string): unknown {
  const documents = loadAll(read(`deploy/kubernetes/${name}.yaml`))
  if (documents.length !== 1) throw new Error(`${name}.yaml holds ${documents.length} documents`)
  return documents[0]
}
