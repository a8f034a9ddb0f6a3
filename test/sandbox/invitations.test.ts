import { expect, test } from 'vitest'
import { acme } from './acme.ts'

const EVERY = '/repos/acme/vault/invitations'
const EVE = '/repos/acme/vault/collaborators/eve'

test('a stranger is invited, and collaborates once they accept', async () => {
  const { as, events, sandbox, hooks } = await acme({ events: ['member'] })
  const [ada, eve] = [as('ada'), as('eve')]
  const asked = await ada('PUT', EVE, { permission: 'push' })
  expect(asked.status).toBe(201)
  expect(asked.body).toMatchObject({
    permissions: 'write',
    invitee: { login: 'eve' },
    inviter: { login: 'ada' },
    repository: { full_name: 'acme/vault' },
  })
  const mine = `/user/repository_invitations/${asked.body.id}`
  expect(asked.headers.get('location')).toBe(sandbox.url + mine)
  expect((await eve('GET', '/repos/acme/vault')).status).toBe(404)
  expect((await ada('GET', EVERY)).body).toEqual([asked.body])
  expect((await eve('GET', '/user/repository_invitations')).body).toEqual([asked.body])
  expect((await as('linus')('PATCH', mine)).status).toBe(404)
  expect((await eve('PATCH', mine)).status).toBe(204)
  expect((await eve('GET', '/repos/acme/vault')).body.permissions.push).toBe(true)
  expect((await ada('GET', EVERY)).body).toEqual([])
  expect((await ada('DELETE', EVE)).status).toBe(204)
  expect((await eve('GET', '/repos/acme/vault')).status).toBe(404)
  await sandbox.idle()
  expect(events()).toEqual(['installation.created', 'member.added', 'member.removed'])
  expect(hooks[1]?.payload).toMatchObject({
    member: { login: 'eve' },
    changes: { role_name: { to: 'write' } },
  })
})

test('an invitation is changed, withdrawn or declined', async () => {
  const { as } = await acme()
  const [ada, eve] = [as('ada'), as('eve')]
  const invite = async (permission: string) => (await ada('PUT', EVE, { permission })).body
  const first = await invite('pull')
  expect(await invite('maintain')).toMatchObject({ id: first.id, permissions: 'maintain' })
  const changed = await ada('PATCH', `${EVERY}/${first.id}`, { permissions: 'triage' })
  expect(changed.body.permissions).toBe('triage')
  expect((await ada('DELETE', `${EVERY}/${first.id}`)).status).toBe(204)
  expect((await ada('DELETE', `${EVERY}/${first.id}`)).status).toBe(404)
  const second = await invite('pull')
  expect((await eve('DELETE', `/user/repository_invitations/${second.id}`)).status).toBe(204)
  expect((await eve('GET', '/user/repository_invitations')).body).toEqual([])
})

test('members of the organisation need no invitation, and only administrators may invite', async () => {
  const { as } = await acme()
  const path = '/repos/acme/shop/collaborators/grace'
  expect((await as('ada')('PUT', path, { permission: 'admin' })).status).toBe(204)
  expect((await as('grace')('GET', '/repos/acme/shop')).body.permissions.admin).toBe(true)
  expect((await as('linus')('PUT', '/repos/acme/shop/collaborators/eve')).status).toBe(403)
})
