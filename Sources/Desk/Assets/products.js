// The focal point of a picture is set by a click; the two numbers below it say the same.
'use strict'

const stage = document.querySelector('[data-focus]')
if (stage) {
  const picture = stage.querySelector('img')
  const mark = stage.querySelector('i')
  const x = document.getElementById('focus_x')
  const y = document.getElementById('focus_y')
  const crops = document.querySelectorAll('.focus-crops img')
  const show = () => {
    mark.hidden = false
    mark.style.left = `${x.value / 10}%`
    mark.style.top = `${y.value / 10}%`
    for (const crop of crops) crop.style.objectPosition = `${x.value / 10}% ${y.value / 10}%`
  }
  const part = (place, start, length) => Math.round(Math.min(1, Math.max(0, (place - start) / length)) * 1000)
  stage.classList.add('is-live')
  stage.addEventListener('click', event => {
    const box = picture.getBoundingClientRect()
    x.value = part(event.clientX, box.left, box.width)
    y.value = part(event.clientY, box.top, box.height)
    show()
  })
  x.addEventListener('input', show)
  y.addEventListener('input', show)
  show()
}

// The pictures of a gallery are put in order by dragging their handle, or with the arrows of the keyboard on it. Each move is sent
// at once; what is typed beside the pictures stays unsent until somebody saves. The buttons do the same without a script.
const gallery = document.querySelector('[data-sort]')
if (gallery) {
  const form = gallery.closest('form')
  const state = form.querySelector('[data-sort-state]')
  const items = () => [...gallery.children]
  let sent = items().map(item => item.dataset.name).join('\n')

  const say = item => {
    const values = [item.dataset.name, items().indexOf(item) + 1, items().length]
    state.textContent = gallery.dataset.sort.replace(/\{(\d)\}/g, (_, place) => values[place])
  }
  const send = async item => {
    for (const one of items()) {
      one.querySelector('[data-move="up"]').disabled = !one.previousElementSibling
      one.querySelector('[data-move="down"]').disabled = !one.nextElementSibling
    }
    const order = items().map(one => one.dataset.name).join('\n')
    if (order === sent) return
    sent = order
    say(item)
    try {
      const body = new URLSearchParams({ form_token: form.elements.form_token.value, order })
      const answer = await fetch(form.action, { method: 'POST', body })
      if (!answer.ok) state.textContent = gallery.dataset.failed
    } catch {
      state.textContent = gallery.dataset.failed
    }
  }
  for (const item of items()) {
    const handle = item.querySelector('[data-handle]')
    handle.hidden = false
    handle.addEventListener('keydown', event => {
      const step = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key]
      if (!step) return
      event.preventDefault()
      const other = step < 0 ? item.previousElementSibling : item.nextElementSibling
      if (!other) return
      if (step < 0) other.before(item); else other.after(item)
      handle.focus()
      send(item)
    })
    handle.addEventListener('pointerdown', event => {
      if (event.button !== 0) return
      handle.setPointerCapture(event.pointerId)
      item.classList.add('is-held')
    })
    handle.addEventListener('pointermove', event => {
      if (!handle.hasPointerCapture(event.pointerId)) return
      const under = items().find(one => {
        const box = one.getBoundingClientRect()
        return event.clientY >= box.top && event.clientY < box.bottom
      })
      if (!under || under === item) return
      const box = under.getBoundingClientRect()
      const isBelow = item.compareDocumentPosition(under) & Node.DOCUMENT_POSITION_FOLLOWING
      const middle = box.top + box.height / 2
      if (isBelow && event.clientY > middle) under.after(item)
      if (!isBelow && event.clientY < middle) under.before(item)
    })
    const drop = () => {
      item.classList.remove('is-held')
      send(item)
    }
    handle.addEventListener('lostpointercapture', drop)
  }
  for (const button of gallery.querySelectorAll('[data-move]')) {
    button.addEventListener('click', event => {
      const item = button.closest('li')
      const other = button.dataset.move === 'up' ? item.previousElementSibling : item.nextElementSibling
      if (!other) return
      event.preventDefault()
      if (button.dataset.move === 'up') other.before(item); else other.after(item)
      send(item)
      const again = button.disabled ? item.querySelector('[data-handle]') : button
      again.focus()
    })
  }
}
