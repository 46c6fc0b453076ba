import type { TemplateWords } from './french';

/** The template in English. */
export const english: TemplateWords = {
  greeting:
    'You have reached the practice of […]. A telephone secretary will answer you. If life may be in danger, hang up and call 112.',
  disclosure: 'Good morning, you are speaking with the telephone secretariat of […].',
  opening: 'Are you calling for an appointment or with a question?',
  emergency: 'If life may be in danger, hang up and call 112: they answer at once.',
  paths: [
    [
      'appointment',
      'Appointment',
      'specific',
      'Ask for the name, the reason and whether it is urgent; offer the practice’s free times.',
    ],
    [
      'change',
      'Change or cancel an appointment',
      'specific',
      'Ask for the name and the day of the appointment; offer another time.',
    ],
    ['information', 'Question', 'specific', 'Search the answers of the sheet; make nothing up.'],
    [
      'message',
      'Anything else: message to the practice',
      'general',
      'Note the name, number, reason and when to call; the practice calls back.',
    ],
  ],
  questions: [
    ['first-visit', 'What should I bring to a first visit?'],
    ['late', 'What if I am late?'],
    ['results', 'How do I get my results?'],
    ['prescription', 'How is a prescription renewed?'],
    ['closed', 'Whom do I call when the practice is closed?'],
  ],
};
