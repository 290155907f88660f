// Writing and translating: what this browser kept and the hub does not have is offered again.

if (story) {
  const { form, list, box, fields, forget, changed, rename, dress } = story

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
}
