// Writing and translating: marks for Markdown beside each text, and fields that find what they name.

if (story) {
  const { form, words, changed } = story

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

  // Puts on a block, or on the whole form, what a script adds to it.
  const dress = block => {
    for (const area of all('[data-markdown]', block)) tools(area)
    for (const field of all('[data-pick]', block)) picks(field)
    for (const label of all('.pick-more', block)) label.hidden = false
  }
  story.dress = dress
  dress(form)
  for (const line of all('[data-line]', form)) {
    line.addEventListener('keydown', event => { if (event.key === 'Enter') event.preventDefault() })
  }
}
