import { generateKeyPairSync } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readServeEnv } from '../../src/env.ts'
import { WEBHOOK_PATH } from '../../src/receiver/server.ts'
import { inProcess } from '../cli/debrief.ts'
import { openDoor } from '../receiver/door.ts'
import * as files from './files.ts'

const { compose, deployment, dockerfile } = files
const PRIVATE_KEY = Buffer.from(
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey,
).toString('base64')
const CREDENTIALS = { APP_ID: '123', PRIVATE_KEY, WEBHOOK_SECRET: 'a long random text' }
const DATABASE_URL = 'postgres://debrief:secret@postgres:5432/debrief'
// What a stop may take by src/cli/serve.ts.
const STOP_SECONDS = 20

const known = (name: string) => new RegExp(`\\b${name}\\b`).test(files.envSource)

/** The arguments of the last such instruction. */
const last = (instruction: string) =>
  dockerfile.findLast((each) => each.instruction === instruction)?.text ?? ''
const imageEnv = () =>
  Object.fromEntries(
    last('ENV')
      .split(' ')
      .map((pair) => pair.split('=') as [string, string]),
  )

describe('the image', () => {
  it('runs on the Node that package.json asks for', () => {
    const [base] = dockerfile
    const major = /^node:(\d+)-/.exec(base?.text ?? '')?.[1]
    expect(`>=${major}`).toBe(files.packageFile.engines.node)
  })

  it('does not run as root, and says so by number', () => {
    expect(last('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/)
    expect(dockerfile.findLastIndex(({ instruction }) => instruction === 'USER')).toBeGreaterThan(
      dockerfile.findLastIndex(({ instruction }) => instruction === 'COPY' || instruction === 'RUN'),
    )
  })

  it('is made of what .dockerignore lets through, which is nothing by default', () => {
    const [first, ...through] = files.dockerignore
    expect(first).toBe('*')
    const copied = dockerfile
      .filter(({ instruction, text }) => instruction === 'COPY' && !text.startsWith('--from'))
      .flatMap(({ words }) => words.slice(0, -1))
    expect(copied.length).toBeGreaterThan(5)
    for (const path of copied) expect(through).toContain(`!${path.replace(/^\.\//, '')}`)
  })

  it('starts with what it sets itself and the credentials, and listens where it says', () => {
    // Node's own, and the C library's.
    const others = new Set(['NODE_ENV', 'MALLOC_ARENA_MAX'])
    for (const name of Object.keys(imageEnv())) expect(others.has(name) || known(name)).toBe(true)
    const options = readServeEnv({ ...imageEnv(), ...CREDENTIALS })
    expect(options).toMatchObject({
      port: Number(last('EXPOSE')),
      host: '0.0.0.0',
      store: { dataDir: '/data' },
    })
  })

  it('is looked after by a page that the receiver has', async () => {
    const health = last('HEALTHCHECK')
    const path = /\$\{process\.env\.PORT\}(\/\w+)`/.exec(health)?.[1] ?? 'none'
    const { url } = await openDoor()
    expect((await fetch(url + path)).status).toBe(200)
  })
})

describe('compose.yaml', () => {
  const { debrief, postgres } = compose.services
  const serve = (given: Record<string, string>) =>
    readServeEnv({
      ...imageEnv(),
      ...Object.fromEntries(
        Object.entries(debrief.environment).map(([name, text]) => [name, files.filled(text, given)]),
      ),
    })

  it('runs one process with its jobs in a volume, with no more than the credentials', () => {
    expect(Object.keys(debrief.environment).filter((name) => !known(name))).toEqual([])
    const options = serve(CREDENTIALS)
    const [volume, folder] = debrief.volumes[0]?.split(':') ?? []
    expect(compose.volumes).toHaveProperty(volume ?? '')
    expect(options.store).toEqual({ dataDir: folder })
    expect(files.filled(debrief.ports[0] ?? '', {})).toBe(`127.0.0.1:3000:${options.port}`)
    expect(() => serve({})).toThrow(/APP_ID stands on the settings page/)
  })

  it('takes the PostgreSQL of the profile where one is named', () => {
    expect(postgres.profiles).toEqual(['postgres'])
    const { hostname, username, pathname } = new URL(DATABASE_URL)
    expect(compose.services).toHaveProperty(hostname)
    expect(postgres.environment).toMatchObject({ POSTGRES_USER: username, POSTGRES_DB: pathname.slice(1) })
    expect(serve({ ...CREDENTIALS, DATABASE_URL }).store).toEqual({ databaseUrl: DATABASE_URL })
  })

  it('gives a stop the time that it may take', () => {
    expect(Number.parseInt(debrief.stop_grace_period, 10)).toBeGreaterThan(STOP_SECONDS)
  })
})

describe('the Kubernetes manifests', () => {
  const pod = deployment.template.spec
  const [container] = pod.containers
  const [port] = container.ports

  it('name every file, and the version of the package', () => {
    const folder = new URL('../../deploy/kubernetes/', import.meta.url)
    expect(new Set(['kustomization.yaml', ...files.kustomization.resources])).toEqual(
      new Set(readdirSync(folder)),
    )
    expect(files.kustomization.images[0].newTag).toBe(files.packageFile.version)
  })

  it('run three replicas that share a PostgreSQL, found by the service and the disruption budget', () => {
    expect(deployment.replicas).toBe(3)
    const { labels } = deployment.template.metadata
    for (const selector of [deployment.selector.matchLabels, ...files.selectors])
      expect(labels).toMatchObject(selector)
    expect(container.env.filter(({ name }) => !known(name))).toEqual([])
    const secret: Record<string, string> = { ...CREDENTIALS, DATABASE_URL }
    const env = Object.fromEntries(
      container.env.map(({ name, value, valueFrom }) => [
        name,
        value ?? secret[valueFrom?.secretKeyRef.key ?? ''],
      ]),
    )
    // The file of the key is there only in the pod.
    expect(readServeEnv({ ...env, PRIVATE_KEY })).toMatchObject({
      port: port?.containerPort,
      host: '0.0.0.0',
      store: { databaseUrl: DATABASE_URL },
    })
  })

  it('ask for pages that the receiver has', async () => {
    const lacks = ['the store cannot be reached']
    const { url } = await openDoor({ lacks: async () => lacks })
    const ask = async ({ httpGet }: typeof container.livenessProbe) => {
      expect(httpGet.port).toBe(port?.name)
      return (await fetch(url + httpGet.path)).status
    }
    // A store that is away takes a replica out of the service, and restarts none.
    expect(await ask(container.startupProbe)).toBe(200)
    expect(await ask(container.livenessProbe)).toBe(200)
    expect(await ask(container.readinessProbe)).toBe(503)
    lacks.pop()
    expect(await ask(container.readinessProbe)).toBe(200)
    const metrics = deployment.template.metadata.annotations['prometheus.io/path'] ?? 'none'
    expect(await (await fetch(url + metrics)).text()).toContain('debrief_deliveries_total')
    expect(files.ingressPath).toEqual({ path: WEBHOOK_PATH, pathType: 'Exact' })
  })

  it('give the process no rights, and a stop its time', () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 })
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(STOP_SECONDS + 10)
  })
})

it('the README names each variable that `serve --help` names', async () => {
  const { out } = await inProcess(['serve', '--help'])
  const lines = /Environment:\n((?: {2}.*\n)+)/.exec(out)?.[1]?.split('\n') ?? []
  const names = lines.flatMap((line) => /^ {2}([A-Z_, ]+?) {2}/.exec(line)?.[1]?.split(', ') ?? [])
  expect(names.length).toBeGreaterThan(8)
  expect(names.filter((name) => !files.readme.includes(`\`${name}\``))).toEqual([])
})
