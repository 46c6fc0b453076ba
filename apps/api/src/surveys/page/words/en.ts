import type { PatientWords } from './patient-words';

export const en: PatientWords = {
  name: 'English',
  chooseLanguage: 'Language',
  title: '{clinic}: your opinion of your call',
  heading: 'How did your call go?',
  lead: 'It takes a minute. You may leave any question unanswered.',
  inShort:
    'Responsible: {controller}. Your answers serve to improve the telephone reception and are kept for {months} months, without your name.',
  toRights: 'Your data and your rights',
  commentMost: 'At most 1,000 characters.',
  callbackConsent:
    'If you answer yes, the call centre is told at once. It sees the clinic, the time of your call and a partly hidden number, never your score or your comment.',
  emergency: 'This is not an emergency service. In an emergency, call 112.',
  tap: 'Press a score: it is saved at once.',
  saved: 'Thank you, your score is saved. You can change it, or answer these questions as well.',
  more: {
    title: 'A few more questions?',
    text: 'Only if you like: your first answers are saved already.',
    send: 'Send these answers as well',
  },
  send: 'Send my answers',
  until: 'This link works once, until {date}.',
  nothingChosen: 'Nothing is chosen yet. Answer at least one question, then send.',
  rights: {
    heading: 'Your data and your rights',
    who: 'Responsible for these data: {controller}. The questions are asked on its behalf by the call centre that answers the telephone: {centre}.',
    why: 'They serve to improve the telephone reception and nothing else: no advertising, no medical record.',
    what: 'Your answers are tied to your call (time, wait, reason), without your name or number. They are read as overall figures; a comment may be quoted once names and numbers are taken out.',
    kept: 'They are kept for {months} months. The address we wrote to is erased within three days.',
    free: 'Answering is up to you and changes nothing about your care.',
    contact: 'To see your answers or have them erased: {contact}.',
    authority: 'You may also turn to the data protection authority of your country.',
  },
  refuse: {
    heading: 'Never be asked again',
    text: 'One press, and we will not write to you again. To remember that, we keep a fingerprint of your address, with which nobody can write to you.',
    button: 'Never ask me again',
  },
  thanks: {
    title: 'Thank you, noted',
    text: 'Your answers are saved. They will help to answer the telephone better. You can close this page.',
  },
  called: {
    title: 'Thank you, we have passed it on',
    text: 'Your answers are saved, and the call centre has just been told that you would like a call. It will call the number you called from, within its opening hours. If you hear nothing within one working day, please call again. In an emergency do not wait: 112.',
  },
  used: {
    title: 'You have already answered',
    text: 'This link works once, and your answers are saved. Thank you.',
  },
  late: {
    title: 'This link is no longer valid',
    text: 'Answers were possible until {date}. Thank you for meaning to.',
  },
  forged: {
    title: 'This link leads nowhere',
    text: 'It may be incomplete: open it again from the message, without copying it. Old links cease to exist, too.',
  },
  refused: { title: 'Understood', text: 'We will not ask for your opinion again. You can close this page.' },
  tooMany: { title: 'One moment, please', text: 'Too many requests at once. Try again in a minute.' },
  failed: {
    title: 'That did not work',
    text: 'The fault is ours and nothing is lost: try again in a few minutes with the same link.',
  },
};
