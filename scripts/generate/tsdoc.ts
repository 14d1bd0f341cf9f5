/** The doc comments of the generated code. */
import type { Document, Operation } from './document.ts'
import { resolveAnswer } from './document.ts'

const lineWidth = 118

/** A comment of these paragraphs, ready to stand before a declaration; nothing without text. */
export function comment(paragraphs: readonly string[], indent = ''): string {
  const lines = paragraphs
    .filter((paragraph) => paragraph !== '')
    .flatMap((paragraph, at, all) => [
      // A run of the same tag stays together.
      ...(at > 0 && !(isTag(paragraph) && sameTag(paragraph, all[at - 1])) ? [''] : []),
      ...wrap(paragraph.replaceAll('*/', '*\\/'), lineWidth - indent.length - 3),
    ])
  if (lines.length === 0) return ''
  if (lines.length === 1) return `/** ${lines[0]} */\n${indent}`
  return `/**\n${lines.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}`).join('\n')}\n${indent} */\n${indent}`
}

/** The comment of a method: what it does, what it needs, what it throws, which route it is. */
export function operationComment(document: Document, operation: Operation, parameters: readonly string[]): string {
  return comment(
    [
      operation.summary,
      ...(operation.description ?? '').split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/g, ' ').trim()),
      requirements(operation),
      ...parameters,
      ...failures(document, operation),
      `@see ${operation.method} ${operation.path}`,
    ],
    '  ',
  )
}

/** Which permission, licence and switch an operation needs, as a sentence. */
function requirements(operation: Operation): string {
  const later = Object.entries(operation['x-arc-permission-since'] ?? {})
  const parts = [
    [
      permissionWords(operation['x-arc-permission']),
      ...later.map(([release, permission]) => `${permissionWords(permission)} since Arc ${release}`),
    ].join(', '),
    operation['x-arc-license'] && `an enterprise license with \`${operation['x-arc-license']}\``,
    operation['x-arc-config'] && `\`${operation['x-arc-config']}\` on the server`,
  ].filter(Boolean)
  if (parts.length === 0) return 'Needs no token.'
  return `Needs ${parts.join(', and ')}.${operation['x-arc-long-running'] ? ' May take minutes.' : ''}`
}

function permissionWords(permission = 'none'): string {
  if (permission === 'none') return ''
  return permission === 'any' ? 'any valid token' : `the \`${permission}\` permission`
}

/** Which class an answer becomes; everything else is an `ArcServerError`. */
const errorClasses: Readonly<Record<string, string>> = {
  400: 'ArcValidationError',
  403: 'ArcPermissionError',
  404: 'ArcNotFoundError',
  409: 'ArcConflictError',
  422: 'ArcValidationError',
  429: 'ArcRateLimitError',
  504: 'ArcTimeoutError',
}

function failures(document: Document, operation: Operation): readonly string[] {
  return Object.entries(operation.responses)
    .filter(([status, answer]) => (status === '207' || Number(status) >= 400) && answer.$ref === undefined)
    .map(([status, answer]) => {
      const { description, 'x-arc-unavailable': unavailable } = resolveAnswer(document, answer)
      const name = unavailable ? 'ArcFeatureUnavailableError' : (errorClasses[status] ?? 'ArcServerError')
      return `@throws \`${name}\` (${status}) ${description.replace(/\s+/g, ' ').trim()}`
    })
}

const isTag = (text: string) => text.startsWith('@')
const sameTag = (a: string, b = '') => a.split(' ')[0] === b.split(' ')[0]

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
