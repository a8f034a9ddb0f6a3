import { z } from 'zod'
import { ApiError, notFound } from '../http/errors.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { App, Delivery } from '../model.ts'

export const deliveryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/app/hook/config',
    docs: 'apps/webhooks#get-a-webhook-configuration-for-an-app',
    auth: 'app',
    handle: (ctx) => ({ status: 200, body: renderConfig(appOf(ctx)) }),
  },
  {
    method: 'PATCH',
    path: '/app/hook/config',
    docs: 'apps/webhooks#update-a-webhook-configuration-for-an-app',
    auth: 'app',
    handle: configure,
  },
  {
    method: 'GET',
    path: '/app/hook/deliveries',
    docs: 'apps/webhooks#list-deliveries-for-an-app-webhook',
    auth: 'app',
    handle: list,
  },
  {
    method: 'GET',
    path: '/app/hook/deliveries/{delivery_id}',
    docs: 'apps/webhooks#get-a-delivery-for-an-app-webhook',
    auth: 'app',
    handle: (ctx) => ({ status: 200, body: renderFull(deliveryOf(ctx)) }),
  },
  {
    method: 'POST',
    path: '/app/hook/deliveries/{delivery_id}/attempts',
    docs: 'apps/webhooks#redeliver-a-delivery-for-an-app-webhook',
    auth: 'app',
    handle: (ctx) => {
      ctx.world.hooks.redeliver(deliveryOf(ctx))
      return { status: 202, body: {} }
    },
  },
]

function appOf(ctx: Context): App {
  if (ctx.actor.kind !== 'app') throw new ApiError(401, 'A JSON web token could not be decoded')
  return ctx.actor.app
}

function configure(ctx: Context): Answer {
  const app = appOf(ctx)
  const { url, secret } = ctx.input(z.object({ url: z.string().optional(), secret: z.string().optional() }))
  app.webhookUrl = url ?? app.webhookUrl
  app.webhookSecret = secret ?? app.webhookSecret
  return { status: 200, body: renderConfig(app) }
}

/** Newest first, page by page with a cursor: each page's `Link` names the next. */
function list(ctx: Context): Answer {
  const cursor = ctx.query('cursor')
  const size = Math.min(Number(ctx.query('per_page') ?? 30) || 30, 100)
  const from = cursor === null ? Infinity : readCursor(cursor)
  const state = ctx.query('status')
  const all = ctx.world.state.deliveries
    .filter((one) => one.app === appOf(ctx) && one.status !== null && one.id <= from)
    .filter((one) => state === null || (state === 'success') === isSuccess(one))
    .toSorted((a, b) => b.id - a.id)
  const next = all[size]
  return {
    status: 200,
    body: all.slice(0, size).map(renderItem),
    headers: next ? { link: nextLink(ctx, next) } : {},
  }
}

const isSuccess = ({ statusCode }: Delivery): boolean => statusCode >= 200 && statusCode < 400

const CURSOR = /^v1_(\d+)$/

function readCursor(cursor: string): number {
  const [, id] = CURSOR.exec(cursor) ?? []
  if (id === undefined) throw new ApiError(400, 'Invalid cursor')
  return Number(id)
}

function nextLink(ctx: Context, next: Delivery): string {
  const query = new URLSearchParams(ctx.request.query)
  query.set('cursor', `v1_${next.id}`)
  return `<${ctx.world.url}${ctx.request.path}?${query.toString()}>; rel="next"`
}

function deliveryOf(ctx: Context): Delivery {
  const id = ctx.number('delivery_id')
  const delivery = ctx.world.state.deliveries.find((one) => one.id === id && one.app === appOf(ctx))
  if (!delivery) throw notFound()
  return delivery
}

const renderConfig = (app: App) => ({
  url: app.webhookUrl,
  content_type: 'json',
  insecure_ssl: '0',
  ...(app.webhookSecret === '' ? {} : { secret: '********' }),
})

const renderItem = (delivery: Delivery) => ({
  id: delivery.id,
  guid: delivery.guid,
  delivered_at: delivery.deliveredAt,
  redelivery: delivery.redelivery,
  duration: delivery.duration,
  status: delivery.status ?? 'pending',
  status_code: delivery.statusCode,
  event: delivery.event,
  action: delivery.action,
  installation_id: delivery.installationId,
  repository_id: delivery.repositoryId,
  throttled_at: null,
})

const renderFull = (delivery: Delivery) => ({
  ...renderItem(delivery),
  url: delivery.url,
  request: { headers: delivery.requestHeaders, payload: JSON.parse(delivery.payload) as unknown },
  response: { headers: delivery.responseHeaders, payload: delivery.responseBody },
})
