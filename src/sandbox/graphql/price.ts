import {
  type FieldNode,
  getNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  Kind,
} from 'graphql'

export interface Price {
  /** Points of the hourly limit. */
  readonly cost: number
  /** How many nodes the request may at most touch. */
  readonly nodes: number
}

/**
 * What GitHub charges for an operation: one request for each connection of each possible parent, a hundred of them for
 * a point, one point at least.
 *
 * @see https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function priceOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Price {
  const total = { requests: 0, nodes: 0 }
  const count = (
    root: OperationDefinitionNode | FragmentRoot,
    parents: number,
    seen: readonly string[],
  ): void => {
    // How many parents the fields at this depth can have, the outermost first.
    const depth = [parents]
    const types = new TypeInfo(schema)
    const walk = {
      Field: {
        enter: (field: FieldNode) => {
          const around = depth.at(-1) ?? 1
          const connection = getNamedType(types.getType())?.name.endsWith('Connection') === true
          const size = connection ? sizeOf(field, variables) : 1
          if (connection) {
            total.requests += around
            total.nodes += around * size
          }
          depth.push(around * size)
        },
        leave: () => {
          depth.pop()
        },
      },
      FragmentSpread: ({ name }: { name: { value: string } }) => {
        const fragment = document.definitions.find(
          (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name.value,
        )
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION && !seen.includes(name.value))
          count(fragment, depth.at(-1) ?? 1, [...seen, name.value])
      },
    }
    visit(root, visitWithTypeInfo(types, walk))
  }
  count(operation, 1, [])
  return { cost: Math.max(1, Math.round(total.requests / 100)), nodes: total.nodes }
}

type FragmentRoot = Extract<DocumentNode['definitions'][number], { kind: Kind.FRAGMENT_DEFINITION }>

function sizeOf(field: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  for (const { name, value } of field.arguments ?? []) {
    if (name.value !== 'first' && name.value !== 'last') continue
    if (value.kind === Kind.INT) return Number(value.value)
    const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : null
    if (typeof given === 'number') return given
  }
  return 1
}
