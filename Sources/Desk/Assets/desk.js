// What a script adds to the desk: the palette, shortcuts, copying a link, and saving while somebody writes.
// Everything works without it.
'use strict'

const find = (selector, root = document) => root.querySelector(selector)
const isTyping = target => target.closest('input, textarea, select, [contenteditable]') !== null

// Palette: Ctrl-K. Answers that come late are thrown away.
const palette = find('#palette')
if (palette) {
  const input = find('input', palette)
  const list = find('ul', palette)
  const none = find('.palette-none', palette)
  let asked = 0
  let timer

  const choose = index => {
    const items = [...list.children]
    items.forEach((item, place) => item.setAttribute('aria-selected', String(place === index)))
    const item = items[index]
    if (item) {
      input.setAttribute('aria-activedescendant', item.id)
      item.scrollIntoView({ block: 'nearest' })
    } else {
      input.removeAttribute('aria-activedescendant')
    }
  }
  const chosen = () => [...list.children].findIndex(item => item.getAttribute('aria-selected') === 'true')
  const go = item => { if (item) location.assign(item.dataset.url) }
  const show = found => {
    list.replaceChildren(...found.map((one, place) => {
      const item = document.createElement('li')
      const kind = document.createElement('small')
      item.id = `found-${place}`
      item.setAttribute('role', 'option')
      item.dataset.url = one.url
      item.append(one.title, kind)
      kind.textContent = one.kind
      item.addEventListener('click', () => go(item))
      return item
    }))
    none.hidden = found.length > 0
    choose(0)
  }
  const ask = async () => {
    const number = ++asked
    const answer = await fetch(`${palette.dataset.url}?q=${encodeURIComponent(input.value)}`)
    if (answer.ok && number === asked) show(await answer.json())
  }
  const open = () => {
    if (palette.open) return
    palette.showModal()
    input.value = ''
    input.focus()
    ask()
  }
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, 80)
  })
  input.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      choose(Math.max(0, Math.min(list.children.length - 1, chosen() + step)))
    } else if (event.key === 'Enter' && list.children.length > 0) {
      event.preventDefault()
      go(list.children[Math.max(0, chosen())])
    }
  })
  palette.addEventListener('click', event => { if (event.target === palette) palette.close() })
  find('[data-palette]')?.addEventListener('click', event => {
    event.preventDefault()
    open()
  })
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      open()
    }
  })
}

// Shortcuts: single keys outside of fields, and `g` followed by the letter of a screen.
let isGoing = false
const shortcuts = find('#shortcuts')
const step = offset => {
  const rows = [...document.querySelectorAll('[data-row]')]
  const place = rows.indexOf(document.activeElement)
  rows[Math.max(0, Math.min(rows.length - 1, place + offset))]?.focus()
}
const keys = {
  '/': () => find('.filters input, .filters select')?.focus(),
  '?': () => shortcuts?.showModal(),
  n: () => find('[data-primary]')?.click(),
  j: () => step(1),
  k: () => step(-1),
}
document.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.target.closest('form')?.requestSubmit()
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || find('dialog[open]')) return
  if (isGoing) {
    isGoing = false
    const link = find(`[data-keys="g ${CSS.escape(event.key)}"]`)
    if (link) {
      event.preventDefault()
      link.click()
    }
    return
  }
  if (event.key === 'g') {
    isGoing = true
    setTimeout(() => { isGoing = false }, 1200)
  } else if (keys[event.key]) {
    event.preventDefault()
    keys[event.key]()
  }
})

// On a phone the rail and the tabs are wider than the screen: they begin where the current entry is.
for (const current of document.querySelectorAll('.rail [aria-current], .tabs [aria-current], .story-tabs [aria-current]')) {
  const lane = current.closest('nav')
  lane.scrollLeft = current.offsetLeft - lane.offsetLeft - (lane.clientWidth - current.offsetWidth) / 2
}

// Times are asked for where somebody chose to give them.
for (const when of document.querySelectorAll('[data-when]')) {
  const times = when.closest('.opening').querySelectorAll('.opening-time')
  const show = () => { for (const time of times) time.hidden = when.value !== 'at' }
  when.addEventListener('change', show)
  show()
}

// A link that is shown once can be copied.
for (const button of document.querySelectorAll('[data-copies]')) {
  button.hidden = !navigator.clipboard
  button.addEventListener('click', () => navigator.clipboard.writeText(document.getElementById(button.dataset.copies).value))
}

// A form with `data-busy="WORDS"` takes its time: its button says so, and cannot be pressed twice.
for (const form of document.querySelectorAll('form[data-busy]')) {
  form.addEventListener('submit', event => {
    const buttons = [...form.querySelectorAll('button')]
    setTimeout(() => {
      for (const button of buttons) button.disabled = true
      const pressed = event.submitter ?? buttons[0]
      pressed.textContent = form.dataset.busy
      form.setAttribute('aria-busy', 'true')
    })
  })
  addEventListener('pageshow', event => { if (event.persisted) location.reload() })
}

// A form with `data-autosave="ADDRESS"` is sent there whenever its writer pauses. What became of it stands in its
// `[data-autosave-state]`, whose data-saving, data-saved, data-conflict and data-failed hold the words.
// After a conflict it stops: the
// page has to be opened again, or sent with the button. The answer may carry a new `X-Revision` for the field `revision`, or JSON
// whose `problem` says what saving would refuse.
for (const form of document.querySelectorAll('form[data-autosave]')) {
  const pauseMs = 1500
  const state = find('[data-autosave-state]', form)
  const say = (name, problem) => {
    if (!state) return
    state.textContent = problem ?? state.dataset[name] ?? ''
    state.classList.toggle('is-bad', !!problem)
  }
  let timer
  let isDirty = false
  let isSaving = false
  let isStopped = false

  const save = async () => {
    if (isSaving || isStopped || !isDirty) return
    isSaving = true
    isDirty = false
    say('saving')
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: 'POST', headers: { 'X-Autosave': '1' }, body: new URLSearchParams(new FormData(form)),
      })
      const revision = answer.headers.get('X-Revision')
      if (revision && form.elements.revision) form.elements.revision.value = revision
      const isTold = answer.headers.get('Content-Type')?.startsWith('application/json')
      const problem = isTold ? (await answer.json()).problem : undefined
      isStopped = answer.status === 409
      // What is refused would be refused again: it waits for the next letter.
      isDirty = isDirty || (!answer.ok && !isStopped && !problem)
      say(answer.ok ? 'saved' : isStopped ? 'conflict' : 'failed', problem)
    } catch {
      isDirty = true
      say('failed')
    }
    isSaving = false
    if (isDirty) wait()
  }
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(save, pauseMs)
  }
  form.addEventListener('input', () => {
    isDirty = true
    wait()
  })
  form.addEventListener('submit', () => {
    isStopped = true
    isDirty = false
  })
  addEventListener('beforeunload', event => { if (isDirty) event.preventDefault() })
}
