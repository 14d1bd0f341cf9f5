/** docs/images/bench.svg: bars of rows per second, ours above what else there is. Colours follow the reader's system. */
import type { Results } from '../report.ts'
import { significant, tasksOf } from './summary.ts'

const WIDTH = 800
const LABELS = 300
const BAR = 18
const STEP = 24
const FONT = 'system-ui, sans-serif'

/** What fits README: the whole way of a row out, and of a row in. */
const SHOWN = ['ingest', 'query-replay']

interface Bar {
  readonly label: string
  readonly rate: number
  readonly kind: 'ours' | 'other'
}

export function chart(results: Pick<Results, 'tables'>): string {
  let y = 0
  const parts: string[] = []
  for (const { name, table, ours, comparisons, rate } of tasksOf(results)) {
    if (!SHOWN.includes(table)) continue
    const others = new Map(comparisons.map(({ other, as }) => [other, as]))
    const bars: Bar[] = [
      ...Object.entries(ours).map(([of, label]) => ({ label, rate: rate(of), kind: 'ours' as const })),
      ...[...others].map(([of, label]) => ({ label, rate: rate(of), kind: 'other' as const })),
    ].sort((a, b) => b.rate - a.rate)
    parts.push(`<text class="title" x="0" y="${y + 16}">${xml(name)}, million rows per second</text>`)
    y += 28
    const most = Math.max(...bars.map((bar) => bar.rate))
    for (const bar of bars) {
      parts.push(barOf(bar, most, y))
      y += STEP
    }
    y += 16
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" role="img" aria-label="Rows per second of this client and of others">
<style>
text { font: 13px ${FONT}; fill: #1f2937 }
.title { font-weight: 600; font-size: 14px }
.ours { fill: #2563eb }
.other { fill: #9ca3af }
@media (prefers-color-scheme: dark) { text { fill: #e5e7eb } .ours { fill: #60a5fa } .other { fill: #6b7280 } }
</style>
${parts.join('\n')}
</svg>
`
}

function barOf({ label, rate, kind }: Bar, most: number, y: number): string {
  const length = Math.max(1, Math.round((rate / most) * (WIDTH - LABELS - 60)))
  return [
    `<text x="${LABELS - 8}" y="${y + 14}" text-anchor="end">${xml(label)}</text>`,
    `<rect class="${kind}" x="${LABELS}" y="${y}" width="${length}" height="${BAR}" rx="3"/>`,
    `<text x="${LABELS + length + 6}" y="${y + 14}">${significant(rate / 1e6)}</text>`,
  ].join('')
}

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
