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
