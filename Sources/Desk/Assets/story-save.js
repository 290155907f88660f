// Writing and translating, first part: saves by itself, keeps what is not saved yet in this browser, renders the preview anew.
// The other parts add to `story`, which is null where there is nothing to write. Everything here also works with buttons and
// without it.

const one = (selector, inside = document) => inside.querySelector(selector)
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)]
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

const story = (() => {
  const form = one('#story')
  if (!form || form.elements[0].disabled) return null
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
      if (answer.status === 409 && told.conflict) {
        stop(told.conflict)
      } else if (answer.ok) {
        savedEdits = sent
        form.elements.base.value = told.version
        say(told.problem ?? `${words.saidSaved} ${told.clock}`, told.problem)
        if (edits === sent) forget()
        renew()
        if (told.isReshaped && edits === sent) location.reload()
      } else {
        const isOut = [401, 403].includes(answer.status)
        say(answer.status >= 500 ? words.saidOffline : isOut ? words.saidSignedOut : told.problem ?? words.saidRefused, true)
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

  for (const link of all('[data-next]', form)) {
    link.addEventListener('click', event => {
      event.preventDefault()
      const row = one(`.side-row.is-${link.dataset.next}`)
      row?.scrollIntoView({ block: 'center' })
      one('input:not([type="hidden"], [type="checkbox"]), textarea', row ?? form)?.focus()
    })
  }

  return { form, list, words, box, fields, forget, changed }
})()
