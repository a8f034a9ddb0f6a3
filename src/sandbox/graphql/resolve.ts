import type { GraphQLFieldResolver } from 'graphql'
import { checkBoundaries } from './connection.ts'
import type { Node, Things } from './nodes.ts'
import { Problem } from './problem.ts'
import type { Scope } from './scope.ts'
import { TYPES } from './types/index.ts'

type Shown = Readonly<Record<string, unknown>>

/** Reads a field of a node; one that the sandbox does not know is an error that nobody can overlook. */
export const resolveField: GraphQLFieldResolver<Shown | Node, Scope> = (source, args, scope, info) => {
  const shown = isNode(source) ? fieldsOf(scope, source) : source
  const value = shown[info.fieldName]
  if (value === undefined) {
    const field = `${info.parentType.name}.${info.fieldName}`
    scope.world.onUnhandled(`GraphQL ${field}`)
    throw new Problem('SANDBOX_UNRESOLVED', `The sandbox does not resolve the field ${field}.`)
  }
  if (typeof value !== 'function') return value
  checkBoundaries(info, args)
  return value(args) as unknown
}

const isNode = (source: Shown | Node): source is Node => 'of' in source

// All fields of a node are asked for with the same object, so what it shows is made once.
const shown = new WeakMap<Node, Shown>()

function fieldsOf<K extends keyof Things>(scope: Scope, node: Node<K>): Shown {
  const known = shown.get(node)
  if (known) return known
  const fields: Shown = TYPES[node.__typename](scope, node.of)
  shown.set(node, fields)
  return fields
}
