/**
 * The page of the dashboard: what is chosen becomes a range of buckets, one per pixel; the server answers with two rows of each;
 * a refresh asks for the last buckets only. Names of measurements and columns are only ever set as text.
 */
import uPlot from './uplot.js'

const REFRESH_MS = 2_000
/** Arc shows rows once it has flushed them, by default after 5 s: what is younger than this is asked for again. */
const LATE_MS = 15_000
/** Rows can come later than that, from a device that was offline: now and then everything is asked for again. */
const WHOLE_MS = 60_000

const [form, chart, title, summary, problem] = ['choice', 'chart', 'title', 'summary', 'problem'].map((id) =>
  document.getElementById(id),
)
const { measurement, column, range, live } = form.elements

/** The range that was marked on the chart, or moved to with the keys; without one, the range ends now. */
let marked
/** What the chart shows: of which measurement and column, `from`, `to` and the `width` of a bucket in ms, the points, and when all were read. */
let shown
let plot
/** The request under way. */
let waiting

/** The measurements, then the columns of the chosen one, then its points: what is missing of it. */
async function loadAll(signal) {
  if (measurement.length === 0) {
    fill(measurement, await (await ask('measurements', {}, signal)).json())
    if (measurement.length === 0) return say('There is no measurement yet.')
  }
  if (column.length === 0) {
    fill(column, await (await ask('columns', { measurement: measurement.value }, signal)).json())
    if (column.length === 0) return say('This measurement has no column of numbers.')
  }
  const wanted = buckets()
  shown = { ...wanted, points: await read(wanted, wanted.from, signal), wholeAt: Date.now() }
  draw()
}

/** The same again, but now: old points leave on the left, and only the last buckets are asked for. */
async function refresh(signal) {
  const wanted = buckets()
  const { points, ...before } = shown ?? {}
  const isSame = ['measurement', 'column', 'width'].every((key) => before[key] === wanted[key])
  if (!isSame || before.to < wanted.from || Date.now() - before.wholeAt > WHOLE_MS) return loadAll(signal)
  const lastWhole = Math.floor((before.to - LATE_MS) / wanted.width) * wanted.width - wanted.width
  const since = Math.max(wanted.from, lastWhole)
  const added = await read(wanted, since, signal)
  const [first, end] = [firstFrom(wanted.from, points[0]), firstFrom(since, points[0])]
  shown = { ...before, ...wanted, points: points.map((held, i) => joined(held.subarray(first, end), added[i])) }
  draw()
}

function firstFrom(from, times) {
  const at = times.findIndex((time) => time >= from)
  return at === -1 ? times.length : at
}

/** One bucket per pixel. They begin at multiples of their width, so that they stay where they are from one refresh to the next. */
function buckets() {
  const to = marked?.to ?? Date.now()
  const span = marked ? marked.to - marked.from : Number(range.value)
  const width = Math.ceil(span / Math.max(100, chart.clientWidth))
  return {
    measurement: measurement.value,
    column: column.value,
    from: Math.max(0, Math.floor((to - span) / width) * width),
    to: Math.ceil((to + 1) / width) * width,
    width,
  }
}

async function read({ measurement, column, to, width }, from, signal) {
  const query = { measurement, column, from, to, points: (to - from) / width }
  const numbers = new Float64Array(await (await ask('points', query, signal)).arrayBuffer())
  return [numbers.subarray(0, numbers.length / 2), numbers.subarray(numbers.length / 2)]
}

async function ask(path, query, signal) {
  const response = await fetch(`${path}?${new URLSearchParams(query)}`, { signal }).catch((error) => {
    if (signal.aborted) throw error
    throw new Error('The dashboard’s server does not answer.')
  })
  if (!response.ok) throw new Error(await response.text())
  return response
}

/** A new task ends the one before it. What fails is said until something succeeds. */
async function attempt(task) {
  waiting?.abort()
  const own = new AbortController()
  waiting = own
  chart.ariaBusy = 'true'
  try {
    await task(own.signal)
    problem.hidden = true
  } catch (error) {
    if (own.signal.aborted) return
    problem.textContent = error.message
    problem.hidden = false
  } finally {
    if (waiting === own) {
      waiting = undefined
      chart.ariaBusy = null
    }
  }
}

async function keepCurrent() {
  const isLive = live.checked && marked === undefined
  if (waiting === undefined && !document.hidden && (isLive || !problem.hidden)) await attempt(refresh)
  setTimeout(keepCurrent, REFRESH_MS)
}

function draw() {
  const [times, values] = shown.points
  plot ??= makePlot()
  plot.setData(shown.points, false)
  plot.setScale('x', { min: shown.from, max: shown.to })
  title.textContent = `${shown.column} of ${shown.measurement}`
  say(times.length === 0 ? 'Nothing in this range.' : describe(times, values))
}

function say(text) {
  summary.textContent = text
}

function describe(times, values) {
  let [low, high] = [values[0], values[0]]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  const numbers = [`${number(times.length)} points`, `least ${number(low)}`, `most ${number(high)}`]
  return `${numbers.join(', ')}; last ${number(values.at(-1))} at ${new Date(times.at(-1)).toLocaleString()}`
}

function number(value) {
  return value.toLocaleString(undefined, { maximumSignificantDigits: 6 })
}

function makePlot() {
  const style = getComputedStyle(document.documentElement)
  const colour = (name) => style.getPropertyValue(name).trim()
  const axis = { stroke: colour('--faint'), grid: { stroke: colour('--grid'), width: 1 }, ticks: { show: false } }
  const options = {
    ...sizeOfChart(),
    ms: 1,
    legend: { show: false },
    cursor: { drag: { setScale: false } },
    axes: [axis, { ...axis, size: 60 }],
    series: [{}, { stroke: colour('--line'), fill: colour('--fill'), width: 1.25 }],
    hooks: {
      setSelect: [
        ({ select, posToVal }) => mark(posToVal(select.left, 'x'), posToVal(select.left + select.width, 'x')),
      ],
    },
  }
  return new uPlot(options, [[], []], chart)
}

function sizeOfChart() {
  return { width: chart.clientWidth, height: chart.clientHeight }
}

/** Looks at this range from now on. */
function mark(from, to) {
  const span = Math.round(to - from)
  if (span < 100 || from < 0) return
  marked = { from: Math.round(from), to: Math.round(to) }
  range.value = ''
  plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false)
  attempt(loadAll)
}

function unmark() {
  marked = undefined
  range.value ||= '86400000'
  attempt(loadAll)
}

function fill(select, names) {
  select.replaceChildren(...names.map((name) => new Option(name)))
}

function joined(left, right) {
  const all = new Float64Array(left.length + right.length)
  all.set(left)
  all.set(right, left.length)
  return all
}

form.addEventListener('submit', (event) => event.preventDefault())
measurement.addEventListener('change', () => {
  column.replaceChildren()
  attempt(loadAll)
})
column.addEventListener('change', () => attempt(loadAll))
range.addEventListener('change', unmark)
live.addEventListener('change', () => live.checked && attempt(refresh))

chart.tabIndex = 0
chart.addEventListener('keydown', (event) => {
  if (shown === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  const { from, to } = shown
  const step = (to - from) / 4
  const moves = {
    ArrowLeft: () => mark(from - step, to - step),
    ArrowRight: () => mark(from + step, to + step),
    '+': () => mark(from + step, to - step),
    '=': () => mark(from + step, to - step),
    '-': () => mark(from - step, to + step),
    Escape: unmark,
  }
  if (!Object.hasOwn(moves, event.key)) return
  event.preventDefault()
  moves[event.key]()
})

new ResizeObserver(() => {
  if (plot === undefined) return
  plot.setSize(sizeOfChart())
  attempt(loadAll)
}).observe(chart)

chart.addEventListener('dblclick', unmark)

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  plot?.destroy()
  plot = undefined
  if (shown) draw()
})

await attempt(loadAll)
keepCurrent()
