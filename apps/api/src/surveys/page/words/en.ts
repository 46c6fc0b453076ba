import type { PatientWords } from './patient-words';

export const en: PatientWords = {
  name: 'English',
  chooseLanguage: 'Language',
  title: 'Your opinion of your call to {clinic}',
  heading: 'How did your call go?',
  lead: 'It takes a minute. You may leave any question unanswered.',
  inShort:
    '{controller} asks in order to improve its telephone reception. Your answers are kept for {months} months, without your name.',
  toRights: 'Your data and your rights',
  commentMost: 'At most 1,000 characters.',
  callbackConsent:
    'If you answer yes and were not satisfied, the call centre is told at once to call you back. It sees the clinic, the time of your call and a masked number, never your score or your comment.',
  emergency: 'Nobody reads these answers as they come. In an emergency, call 112.',
  send: 'Send my answers',
  until: 'This link works once, until {date}.',
  nothingChosen: 'Nothing is chosen yet. Answer at least one question, then send.',
  rights: {
    heading: 'Your data and your rights',
    who: '{controller} is responsible for these data. {centre}, which answers the telephone on its behalf, asks the questions.',
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
    text: 'Your answers are saved. They will help {clinic} to serve you better. You can close this page.',
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
