// Writing: adds, moves, doubles and removes blocks, by buttons and from the keyboard.

if (story) {
  const { form, list, words, changed, dress } = story

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

  story.rename = rename
}
