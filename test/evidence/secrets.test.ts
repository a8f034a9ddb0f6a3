import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskSecrets, Masker } from '../../src/evidence/secrets.ts'
import { SHAPES } from '../../src/evidence/secret-shapes.ts'

// All invented, and put together here so that no scanner takes them for real ones.
const of = (...parts: readonly string[]) => parts.join('')
const LETTERS = 'aB3dE5gH7jK9'
const letters = (count: number) => LETTERS.repeat(40).slice(0, count)
const hex = (count: number) => '0a1b2c3d4e5f6978'.repeat(20).slice(0, count)

const SECRETS: readonly [kind: string, secret: string, around?: readonly [string, string]][] = [
  ['GitHub token', of('gh', 'p_', letters(36))],
  ['GitHub token', of('gh', 's_', letters(36))],
  ['GitHub token', of('github', '_pat_', letters(22), '_', letters(59))],
  ['GitLab token', of('gl', 'pat-', letters(20))],
  ['Slack token', of('xo', 'xb-', '123456789012-123456789012-', letters(24))],
  ['Slack token', of('xo', 'xp-', '123456789012-123456789012-123456789012-', hex(32))],
  ['Slack token', of('xa', 'pp-1-A0123456789-1234567890123-', hex(64))],
  ['webhook address', of('serv', 'ices/T0123ABCD/B0123ABCD/', letters(24)), [of('https://hooks.', 'slack.com/'), '']],
  ['AWS access key', of('AK', 'IA', 'QX7Z2MWPLRT5VKJH')],
  ['AWS signature', hex(64), ['https://files.example/a?X-Amz-Signature=', '&x=1']],
  ['Google key', of('AI', 'za', 'Sy', letters(33))],
  ['Google key', of('ya', '29.', letters(60))],
  ['Stripe key', of('sk_', 'live_', letters(24))],
  ['npm token', of('np', 'm_', letters(36))],
  ['PyPI token', of('py', 'pi-', 'AgEIcHlwaS5vcmc', letters(60))],
  ['Docker token', of('dck', 'r_pat_', letters(27))],
  ['Atlassian token', of('ATA', 'TT3', letters(180), '=', 'A1B2C3D4')],
  ['Azure secret', of('aB3', '8Q~', letters(34))],
  ['Azure storage key', of(letters(86), '=='), ['DefaultEndpointsProtocol=https;AccountKey=', ';']],
  ['Azure signature', of(letters(43), '%3D'), ['https://store.example/blob?sv=2024&sig=', '']],
  ['SendGrid key', of('S', 'G.', letters(22), '.', letters(43))],
  ['Twilio key', of('S', 'K', hex(32))],
  ['key of a model provider', of('sk-', 'ant-', 'api03-', letters(60))],
  ['Vault token', of('hv', 's.', letters(28))],
  ['Grafana token', of('gl', 'sa_', letters(32), '_', hex(8))],
  ['DigitalOcean token', of('do', 'p_v1_', hex(64))],
  ['Shopify token', of('shp', 'at_', hex(32))],
  ['Telegram token', of('123456789', ':AA', letters(33))],
  ['JSON Web Token', of('ey', 'JhbGciOiJIUzI1NiJ9', '.ey', 'JzdWIiOiIxMjM0NTY3ODkwIn0.', letters(43))],
  ['password in an address', 'hunter2x', ['postgres://shop:', '@db.internal:5432/shop']],
  ['authorization header', of('c2hvcDpo', 'dW50ZXIy'), ['Authorization: Basic ', '']],
  ['authorization header', letters(32), ['authorization=Bearer ', ' path=/cart']],
  ['bearer token', letters(32), ['sent bearer ', ' to the gateway']],
  ['cookie', of('session=', letters(24)), ['Cookie: ', '']],
  ['password or key', 'hunter2x', ['login failed with password=', ' for ines']],
  ['password or key', 'correct horse'.replace(' ', '-'), ['{"db_password":"', '"}']],
  ['password or key', letters(20), ["API_KEY='", "'"]],
  ['password or key', 'hunter2x', ['password: ', '']],
  ['password or key', 'hunter2x', ['mysql --password ', ' shop']],
  ['password or key', letters(40), ['aws_secret_access_key = ', '']],
  ['password or key', letters(20), ['GET /orders?token=', '&page=2']],
] // prettier-ignore

describe('secrets are masked', () => {
  test.each(SECRETS)('%s', (kind, secret, [before, after] = ['key ', ' was used']) => {
    const { text, kinds } = maskSecrets(`14:03 ${before}${secret}${after} twice`)
    expect(kinds).toEqual([kind])
    expect(text).toBe(`14:03 ${before}[${kind} masked]${after} twice`)
  })

  test('each shape of the table is tried here, and says where it is published', () => {
    const tried = new Set(SECRETS.map(([kind]) => kind))
    const untried = SHAPES.filter(({ kind }) => !tried.has(kind))
    expect(untried).toEqual([])
    for (const { source } of SHAPES) expect(source).toMatch(/https:\/\/|gitleaks/)
  })

  test('a private key in one text, and one that goes on in the lines of a log', () => {
    const begin = of('-----BEGIN RSA ', 'PRIVATE KEY-----')
    const end = of('-----END RSA ', 'PRIVATE KEY-----')
    const whole = maskSecrets(`key:\n${begin}\n${letters(64)}\n${letters(20)}==\n${end}\nstarted`)
    expect(whole).toEqual({ text: 'key:\n[private key masked]\nstarted', kinds: ['private key'] })
    const masker = new Masker()
    const lines = [
      `loading ${begin}`,
      letters(64),
      'GET /cart 200',
      of(letters(20), '=='),
      `${end} loaded`,
      letters(64),
    ]
    expect(lines.map((line) => masker.mask(line).text)).toEqual([
      'loading [private key masked]',
      '[private key masked]',
      'GET /cart 200',
      '[private key masked]',
      '[private key masked] loaded',
      letters(64),
    ])
  })
})

describe('what is no secret passes', () => {
  test.each([
    'request 3f2b8c1e-7d4a-4b6f-9e21-0c5d8a7b6e4f took 31 ms',
    'deployed 9fceb02d0ae598e95dc970b74767f19372d61af8 to eu-west-1',
    `traceparent: 00-${hex(32)}-${hex(16)}-01`,
    `sha256:${hex(64)} pulled`,
    'the password is wrong, and so is the token',
    'token expired; secret not found; authorization failed',
    'password: authentication failed for user shop',
    'password=null api_key=**** secret=<redacted> token=${TOKEN}',
    'unexpected token } in JSON at position 4',
    'https://grafana.example/d/abc?from=1763647380000&to=1763650980000',
    'postgres://db.internal:5432/shop',
    'mailto:ines@shop.example and http://10.0.0.1:8080/@metrics',
    'arn:aws:iam::123456789012:role/AKIA-nothing',
    'bearer authentication is required',
    'tokens: 1500 used, secrets: 3 mounted',
    'gh_ npm_ xoxb- AKIA eyJ sk_live_ glpat-',
  ])('%s', (text) => {
    expect(maskSecrets(text)).toEqual({ text, kinds: [] })
  })
})

const anything = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(fc.constantFrom('password=', 'Bearer ', 'Authorization: ', '://', ':', '@', 'eyJ', '.', 'gh', 'p_', 'xox', 'b-', letters(40), '"', ' ', '[', '\n', '=', of('-----BEGIN ', 'PRIVATE KEY-----')), { maxLength: 30 }).map((parts) => parts.join('')),
) // prettier-ignore

test('to mask twice changes nothing', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const once = maskSecrets(text).text
      expect(maskSecrets(once)).toEqual({ text: once, kinds: [] })
    }),
    { numRuns: 1_000 },
  )
})

test('a token is masked wherever it stands', () => {
  const token = of('gh', 'p_', letters(36))
  const around = fc.string({
    unit: fc.constantFrom(...' "\'=:,;()<>/\n'.split('')),
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(anything, around, around, anything, (before, one, two, after) => {
      expect(maskSecrets(before + one + token + two + after).text).not.toContain(token)
    }),
    { numRuns: 1_000 },
  )
})

/** Of the thread itself, so that a busy machine does not count. */
function ownMs(work: () => unknown): number {
  const start = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(start)
  return (user + system) / 1000
}

test.each([
  'eyJ', '-eyJ', 'eyJaaaaaaaaaaaa.', 'password', 'password=', 'password:', 'Authorization: ', 'bearer ', 'bearer aaaaaaaaaaaaaaaaa', 'cookie: a', 'a://', '://a:', 'a://b:c', 'xoxb-', 'xoxb-1', 'glc_', of('gh', 'p_'),
  'SG.', '1234567890:AA', 'aaa8Q~', '--password ', of('-----BEGIN ', 'PRIVATE KEY-----'), 'sig=', '?sig=', 'token = ', 'hooks.slack.com/services/', 'A', ' ', '=', '-',
])('hostile text takes time in line with its length: %s', (part) => {
  const text = part.repeat(Math.ceil(200_000 / part.length))
  maskSecrets(text.slice(0, 2_000))
  // 200 KB; what is not linear takes minutes.
  expect(ownMs(() => maskSecrets(text))).toBeLessThan(1_500)
}) // prettier-ignore
