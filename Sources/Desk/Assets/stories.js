// Writing and translating: saves by itself, keeps what is not saved yet in this browser, moves blocks, finds pictures and products,
// renders the preview anew. Everything here also works with buttons and without it.

const one = (selector, inside = document) => inside.querySelector(selector)
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)]
const form = one('#story')
const frame = one('[data-frame]')

// The preview is made anew after a save and stays where it was scrolled to.
const renew = () => {
  if (!frame) return
  let y = 0
  try { y = frame.contentWindow.scrollY } catch { y = 0 }
  frame.addEventListener('load', () => { try { frame.contentWindow.scrollTo(0, y) } catch { y = 0 } }, { once: true })
  frame.src = frame.getAttribute('src')
}

const look = one('[data-look]')
if (look) for (const choice of all('select', look)) choice.addEventListener('change', () => look.requestSubmit())

if (form && !form.elements[0].disabled) {
  const pauseMs = 1200
  const retryMs = 5000
  const state = one('[data-saving-text]', form)
  const words = form.dataset
  const box = `stadion-story/${words.story}/${words.language}`
  const list = one('[data-blocks]', form)
  let edits = 0
  let savedEdits = 0
  let isSaving = false
  let isStopped = false
  let timer

  const fields = () => new URLSearchParams(new FormData(form))
  const say = (text, isBad) => {
    state.textContent = text
    state.classList.toggle('is-bad', !!isBad)
  }

  // What is not acknowledged stays in the browser, so that neither a crash nor a lost line costs a word.
  const keep = () => {
    const data = fields()
    data.delete('form_token')
    try { localStorage.setItem(box, JSON.stringify({ at: Date.now(), text: data.toString() })) } catch { /* full or forbidden */ }
  }
  const forget = () => { try { localStorage.removeItem(box) } catch { /* forbidden */ } }

  const stop = address => {
    isStopped = true
    say(words.saidConflict, true)
    const note = one('[data-conflict]', form)
    note.hidden = false
    one('[data-conflict-link]', note).href = address
    forget()
  }

  const save = async () => {
    clearTimeout(timer)
    if (isSaving || isStopped || edits === savedEdits) return
    isSaving = true
    const sent = edits
    say(words.saidSaving)
    let pause = pauseMs
    try {
      const answer = await fetch(words.autosaveTo, { method: 'POST', body: fields(), headers: { Accept: 'application/json' } })
      const told = answer.headers.get('Content-Type')?.startsWith('application/json') ? await answer.json() : {}
      if (answer.status === 409) {
        stop(told.conflict)
      } else if (answer.ok) {
        savedEdits = sent
        form.elements.base.value = told.version
        say(`${words.saidSaved} ${told.clock}`)
        if (edits === sent) forget()
        renew()
        if (told.isReshaped && edits === sent) location.reload()
      } else {
        const isOut = [401, 403].includes(answer.status)
        say(answer.status >= 500 ? words.saidOffline : isOut ? words.saidSignedOut : words.saidRefused, true)
        pause = retryMs
      }
    } catch {
      say(words.saidOffline, true)
      pause = retryMs
    }
    isSaving = false
    if (edits !== savedEdits && !isStopped) timer = setTimeout(save, pause)
  }

  const changed = () => {
    edits += 1
    if (isStopped) return
    keep()
    if (!isSaving) say(words.saidWaiting)
    clearTimeout(timer)
    timer = setTimeout(save, pauseMs)
  }
  form.addEventListener('input', event => { if (event.target.name) changed() })
  addEventListener('online', save)
  document.addEventListener('visibilitychange', () => { if (document.hidden) save() })
  addEventListener('beforeunload', event => { if (edits !== savedEdits && !isStopped) event.preventDefault() })
  form.addEventListener('submit', () => { savedEdits = edits })
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault()
      save()
    }
  })
  for (const button of all('[data-save]', form)) {
    if (form.classList.contains('is-translation')) continue
    button.addEventListener('click', event => {
      event.preventDefault()
      save()
    })
  }

  const order = () => {
    if (!list) return
    form.elements.order.value = [...list.children].map(block => `${block.dataset.block}:${block.dataset.kind}`).join(' ')
    const empty = one('[data-empty]', form)
    if (empty) empty.hidden = list.children.length > 0
  }
  const letters = 'abcdefghjkmnpqrstvwxyz0123456789'
  const newID = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), byte => letters[byte % letters.length]).join('')

  const rename = (block, id) => {
    const old = block.dataset.block
    block.dataset.block = id
    block.id = `b-${id}`
    for (const field of all('[name]', block)) field.name = field.name.replace(`.${old}`, `.${id}`)
    for (const field of all('[data-pick-into]', block)) field.dataset.pickInto = field.dataset.pickInto.replace(`.${old}`, `.${id}`)
    for (const button of all('button[value]', block)) button.value = button.value.split(old).join(id)
  }
  const focusIn = block => one('textarea, input:not([type="hidden"])', block)?.focus()
  const add = (kind, after) => {
    const block = one(`template[data-model="${kind}"]`).content.firstElementChild.cloneNode(true)
    rename(block, newID())
    const before = after && after !== '-' ? one(`[data-block="${after}"]`, list) : null
    if (before) before.after(block); else list.prepend(block)
    dress(block)
    order()
    changed()
    focusIn(block)
    block.scrollIntoView({ block: 'nearest' })
  }
  const act = (name, block) => {
    const before = block.previousElementSibling
    const after = block.nextElementSibling
    if (name === 'up' && before) before.before(block)
    else if (name === 'down' && after) after.after(block)
    else if (name === 'duplicate') {
      const copy = block.cloneNode(true)
      all('textarea, input', block).forEach((field, place) => { all('textarea, input', copy)[place].value = field.value })
      all('.tools, .picks', copy).forEach(part => part.remove())
      rename(copy, newID())
      block.after(copy)
      dress(copy)
      focusIn(copy)
    } else if (name === 'remove') {
      const next = after ?? before
      block.remove()
      offerUndo(block, before)
      if (next) focusIn(next)
    } else return
    order()
    changed()
    if (name === 'up' || name === 'down') block.scrollIntoView({ block: 'nearest' })
  }
  const offerUndo = (block, before) => {
    one('.undo')?.remove()
    const note = document.createElement('p')
    note.className = 'undo'
    note.setAttribute('role', 'status')
    note.append(words.saidRemoved, ' ')
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'plain'
    button.textContent = words.wordUndo
    button.addEventListener('click', () => {
      if (before?.isConnected) before.after(block); else list.prepend(block)
      order()
      changed()
      note.remove()
      focusIn(block)
    })
    note.append(button)
    form.append(note)
    setTimeout(() => note.remove(), 12_000)
  }

  form.addEventListener('click', event => {
    const button = event.target.closest('button[name="do"]')
    if (!button || !list) return
    const block = button.closest('[data-block]')
    if (button.dataset.kind) {
      event.preventDefault()
      button.closest('details').open = false
      add(button.dataset.kind, block ? block.dataset.block : '-')
    } else if (button.dataset.act) {
      event.preventDefault()
      const position = button.dataset.act
      act(position, block)
      if (block.isConnected && (position === 'up' || position === 'down')) one(`[data-act="${position}"]`, block).focus()
    }
  })
  list?.addEventListener('keydown', event => {
    const block = event.target.closest('[data-block]')
    if (!block) return
    const held = document.activeElement
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      act(event.key === 'ArrowUp' ? 'up' : 'down', block)
      held.focus()
    } else if (event.key === '/' && event.target.matches('[data-markdown]') && !event.target.value) {
      event.preventDefault()
      const menu = one('[data-add]', block)
      menu.open = true
      one('button', menu).focus()
    }
  })
  form.addEventListener('keydown', event => {
    const menu = event.target.closest?.('[data-add]')
    if (!menu?.open) return
    const buttons = all('button', menu)
    const place = buttons.indexOf(document.activeElement)
    if (event.key === 'Escape') {
      menu.open = false
      const field = menu.closest('[data-block]')
      if (field) focusIn(field)
    } else if ((event.key === 'ArrowRight' || event.key === 'ArrowLeft') && place >= 0) {
      event.preventDefault()
      buttons[(place + (event.key === 'ArrowRight' ? 1 : buttons.length - 1)) % buttons.length].focus()
    }
  })

  // Marks for Markdown, beside each text.
  const marks = [
    ['B', '**', '**'], ['I', '*', '*'], ['H', '## ', ''], ['•', '- ', ''], ['1.', '1. ', ''], ['❝', '> ', ''],
    ['↗', '[', '](https://)'],
  ]
  const wrap = (area, before, after) => {
    const { selectionStart: start, selectionEnd: end, value } = area
    const isLine = !after
    const at = isLine ? value.lastIndexOf('\n', start - 1) + 1 : start
    const words = value.slice(start, end)
    area.focus()
    area.setRangeText(isLine ? before : before + words + after, at, isLine ? at : end, 'end')
    if (!isLine && !words) area.setSelectionRange(start + before.length, start + before.length)
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const tools = area => {
    const bar = document.createElement('p')
    bar.className = 'tools'
    for (const [sign, before, after] of marks) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'plain'
      button.textContent = sign
      button.title = before + after
      button.addEventListener('click', () => wrap(area, before, after))
      bar.append(button)
    }
    area.before(bar)
    area.addEventListener('keydown', event => {
      if (!(event.ctrlKey || event.metaKey)) return
      const mark = { b: marks[0], i: marks[1] }[event.key.toLowerCase()]
      if (!mark) return
      event.preventDefault()
      wrap(area, mark[1], mark[2])
    })
  }

  // Fields that find what they name.
  const picks = field => {
    const menu = document.createElement('ul')
    menu.className = 'picks'
    menu.setAttribute('role', 'listbox')
    menu.hidden = true
    field.setAttribute('role', 'combobox')
    field.setAttribute('aria-expanded', 'false')
    field.after(menu)
    let timer
    let asked = 0
    const close = () => {
      menu.hidden = true
      field.setAttribute('aria-expanded', 'false')
    }
    const mark = place => {
      const rows = all('[role="option"]', menu)
      rows.forEach((row, index) => row.setAttribute('aria-selected', index === place))
      rows[place]?.scrollIntoView({ block: 'nearest' })
    }
    const chosen = () => all('[role="option"]', menu).findIndex(row => row.getAttribute('aria-selected') === 'true')
    const choose = found => {
      const into = field.dataset.pickInto && form.elements[field.dataset.pickInto]
      if (into) {
        into.value = [...into.value.split(/\s+/).filter(Boolean), found.value].join('\n')
        field.value = ''
      } else {
        field.value = found.value
      }
      const thumb = one('[data-thumb]', field.closest('.pick-row') ?? document.createElement('p'))
      if (thumb && found.picture) {
        const image = document.createElement('img')
        image.src = found.picture
        image.alt = ''
        thumb.replaceChildren(image)
      }
      const named = one('[data-picked]', field.closest('.fields') ?? document.createElement('p'))
      if (named && !found.picture) named.textContent = found.title
      close()
      changed()
    }
    const ask = async () => {
      const mine = ++asked
      let found = []
      try {
        const answer = await fetch(`${words.pickFrom}/${field.dataset.pick}?q=${encodeURIComponent(field.value)}`)
        if (answer.ok) found = await answer.json()
      } catch { return }
      if (mine !== asked || document.activeElement !== field) return
      menu.replaceChildren(...found.map(choice => {
        const row = document.createElement('li')
        row.setAttribute('role', 'option')
        if (choice.picture) {
          const image = document.createElement('img')
          image.src = choice.picture
          image.alt = ''
          image.loading = 'lazy'
          row.append(image)
        }
        const title = document.createElement('span')
        title.textContent = choice.title
        row.append(title)
        if (choice.note) {
          const note = document.createElement('small')
          note.textContent = choice.note
          row.append(note)
        }
        row.addEventListener('pointerdown', event => {
          event.preventDefault()
          choose(choice)
        })
        row.choice = choice
        return row
      }))
      if (!found.length) {
        const none = document.createElement('li')
        none.className = 'hint'
        none.textContent = words.wordNothing
        menu.append(none)
      }
      menu.hidden = false
      field.setAttribute('aria-expanded', 'true')
      mark(0)
    }
    field.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(ask, 150)
    })
    field.addEventListener('focus', ask)
    field.addEventListener('blur', close)
    field.addEventListener('keydown', event => {
      if (menu.hidden) return
      const rows = all('[role="option"]', menu)
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault()
        event.stopPropagation()
        mark((chosen() + (event.key === 'ArrowDown' ? 1 : rows.length - 1)) % rows.length)
      } else if (event.key === 'Enter') {
        event.preventDefault()
        const row = rows[chosen()]
        if (row) choose(row.choice)
      } else if (event.key === 'Escape') {
        close()
      }
    })
  }

  const dress = block => {
    for (const area of all('[data-markdown]', block)) tools(area)
    for (const field of all('[data-pick]', block)) picks(field)
    for (const label of all('.pick-more', block)) label.hidden = false
  }
  dress(form)
  for (const line of all('[data-line]', form)) {
    line.addEventListener('keydown', event => { if (event.key === 'Enter') event.preventDefault() })
  }

  // After a crash, or when the hub was away: what this browser kept is offered again.
  const kept = (() => {
    try { return JSON.parse(localStorage.getItem(box)) } catch { return null }
  })()
  const present = fields()
  present.delete('form_token')
  if (kept && kept.text !== present.toString()) {
    const note = one('[data-kept]', form)
    note.hidden = false
    one('[data-kept-drop]', note).addEventListener('click', () => {
      forget()
      note.hidden = true
    })
    one('[data-kept-take]', note).addEventListener('click', () => {
      const data = new URLSearchParams(kept.text)
      const order = data.get('order')
      if (list && order !== null) {
        const blocks = order.split(' ').filter(Boolean).map(entry => {
          const [id, kind] = entry.split(':')
          const known = one(`[data-block="${id}"]`, list)
          if (known) return known
          const block = one(`template[data-model="${kind}"]`)?.content.firstElementChild.cloneNode(true)
          if (block) {
            rename(block, id)
            dress(block)
          }
          return block
        }).filter(Boolean)
        list.replaceChildren(...blocks)
      }
      for (const [name, value] of data) {
        const field = form.elements[name]
        if (field && field.type !== 'checkbox') field.value = value
      }
      note.hidden = true
      changed()
    })
  } else if (kept) {
    forget()
  }

  for (const link of all('[data-next]', form)) {
    link.addEventListener('click', event => {
      event.preventDefault()
      const row = one(`.side-row.is-${link.dataset.next}`)
      row?.scrollIntoView({ block: 'center' })
      one('input:not([type="hidden"], [type="checkbox"]), textarea', row ?? form)?.focus()
    })
  }
}
