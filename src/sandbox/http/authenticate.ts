import { createVerify } from 'node:crypto'
import type { App } from '../model.ts'
import type { World } from '../world.ts'
import { ApiError } from './errors.ts'
import type { Actor } from './route.ts'

/** Who a request comes from, by its `authorization` header. Throws 401 where that is neither a token nor a good JWT. */
export function authenticate(world: World, header: string | null): Actor {
  if (header === null) return { kind: 'anonymous' }
  const credential = readCredential(header)
  if (credential.split('.').length === 3) return { kind: 'app', app: verifyJwt(world, credential) }
  const token = world.state.tokens.get(credential)
  if (!token) throw badCredentials()
  if (token.kind === 'user') {
    if (token.account.deleted) throw badCredentials()
    return token
  }
  const { installation } = token
  if (Date.now() >= token.expiresAt || !world.state.installations.includes(installation))
    throw badCredentials()
  if (installation.suspendedAt) throw new ApiError(403, 'This installation has been suspended')
  return token
}

const badCredentials = (): ApiError => new ApiError(401, 'Bad credentials')

function readCredential(header: string): string {
  const [scheme = '', rest = ''] = header.split(/\s+/, 2)
  if (/^(bearer|token)$/i.test(scheme)) return rest
  // git and curl -u send a name and the token as its password.
  if (/^basic$/i.test(scheme)) return Buffer.from(rest, 'base64').toString().split(':').pop() ?? ''
  throw badCredentials()
}

/**
 * An app's JWT: RS256, `iss` is the app's id or client id, valid for ten minutes at most. Held against the wall clock
 * even where the sandbox runs in another time: the app that signs has no other one.
 */
function verifyJwt(world: World, jwt: string): App {
  const [head = '', body = '', signature = ''] = jwt.split('.')
  const header = decodePart(head)
  const claims = decodePart(body)
  if (header['alg'] !== 'RS256') throw undecodable()
  const issuer = typeof claims['iss'] === 'number' ? String(claims['iss']) : claims['iss']
  const app = world.state.apps.find((one) => String(one.id) === issuer || one.clientId === issuer)
  if (!app) throw new ApiError(404, 'Integration not found')
  const signed = createVerify('RSA-SHA256').update(`${head}.${body}`)
  if (!signed.verify(app.publicKey, Buffer.from(signature, 'base64url'))) throw undecodable()
  checkTimes(claims)
  return app
}

// Clocks differ a little between machines; GitHub lets a minute pass.
const DRIFT = 60
const LONGEST = 600

function checkTimes({ exp, iat }: Record<string, unknown>): void {
  const now = Date.now() / 1000
  if (typeof exp !== 'number' || exp < now)
    throw new ApiError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    )
  if (exp > now + LONGEST + DRIFT)
    throw new ApiError(401, "'Expiration time' claim ('exp') is too far in the future")
  if (typeof iat !== 'number' || iat > now + DRIFT)
    throw new ApiError(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    )
}

const undecodable = (): ApiError => new ApiError(401, 'A JSON web token could not be decoded')

function decodePart(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    if (typeof value === 'object' && value !== null) return { ...value }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw undecodable()
}
