import type { PatientWords } from './patient-words';

export const es: PatientWords = {
  name: 'Español',
  chooseLanguage: 'Idioma',
  title: 'Su opinión sobre su llamada a {clinic}',
  heading: '¿Cómo ha ido su llamada?',
  lead: 'Es cosa de un minuto. Puede dejar preguntas sin responder.',
  inShort:
    '{controller} se lo pregunta para mejorar su atención telefónica. Las respuestas se guardan {months} meses, sin su nombre.',
  toRights: 'Sus datos y sus derechos',
  commentMost: '1.000 caracteres como máximo.',
  callbackConsent:
    'Si responde que sí y no ha quedado satisfecho, el centro recibe enseguida el aviso para llamarle. Ve el consultorio, la hora de la llamada y un número oculto, nunca su puntuación ni su comentario.',
  emergency: 'Estas respuestas no se leen al instante. En caso de urgencia, llame al 112 o al 061.',
  send: 'Enviar mis respuestas',
  until: 'Este enlace sirve una sola vez, hasta el {date}.',
  nothingChosen: 'Todavía no hay nada marcado. Responda al menos a una pregunta y vuelva a enviar.',
  rights: {
    heading: 'Sus datos y sus derechos',
    who: '{controller} es responsable de estos datos. {centre}, que atiende el teléfono por su encargo, hace las preguntas.',
    why: 'Sirven para mejorar la atención telefónica y para nada más: ni publicidad ni historia clínica.',
    what: 'Las respuestas quedan unidas a su llamada (hora, espera, motivo), sin su nombre ni su número. Se leen en cifras de conjunto; un comentario puede citarse, una vez quitados los nombres y los números.',
    kept: 'Se guardan {months} meses. La dirección con que le hemos escrito se borra en tres días.',
    free: 'Responder es voluntario y no cambia nada de su atención.',
    contact: 'Para ver o hacer borrar sus respuestas: {contact}.',
    authority:
      'También puede dirigirse a la autoridad de protección de datos (en España, la AEPD; en Francia, la CNIL).',
  },
  refuse: {
    heading: 'No recibir más preguntas',
    text: 'Un solo gesto y no le escribiremos más. Para recordarlo guardamos una huella de su dirección, con la que no se le puede escribir.',
    button: 'No me pregunten nunca más',
  },
  thanks: {
    title: 'Gracias, tomamos nota',
    text: 'Sus respuestas han quedado guardadas. Ayudarán a {clinic} a atenderle mejor. Ya puede cerrar esta página.',
  },
  used: {
    title: 'Ya ha respondido',
    text: 'Este enlace solo sirve una vez, y sus respuestas están guardadas. Gracias.',
  },
  late: {
    title: 'Este enlace ya no es válido',
    text: 'Se podía responder hasta el {date}. Gracias por haber querido hacerlo.',
  },
  forged: {
    title: 'Este enlace no lleva a ningún sitio',
    text: 'Quizá esté incompleto: ábralo de nuevo desde el mensaje recibido, sin copiarlo. Los enlaces antiguos también dejan de existir.',
  },
  refused: {
    title: 'Entendido',
    text: 'No volveremos a pedirle su opinión. Ya puede cerrar esta página.',
  },
  tooMany: {
    title: 'Un momento, por favor',
    text: 'Demasiadas peticiones a la vez. Vuelva a probar dentro de un minuto.',
  },
  failed: {
    title: 'No ha funcionado',
    text: 'El fallo es nuestro y no se ha perdido nada: vuelva a probar dentro de unos minutos con el mismo enlace.',
  },
};
