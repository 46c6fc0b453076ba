import type { PatientWords } from './patient-words';

export const es: PatientWords = {
  name: 'Español',
  chooseLanguage: 'Idioma',
  title: '{clinic}: su opinión sobre la llamada',
  heading: '¿Cómo ha ido su llamada?',
  lead: 'Es cosa de un minuto. Puede dejar preguntas sin responder.',
  inShort:
    'Responsable: {controller}. Las respuestas sirven para mejorar la atención telefónica y se guardan {months} meses, sin su nombre.',
  toRights: 'Sus datos y sus derechos',
  commentMost: '1.000 caracteres como máximo.',
  callbackConsent:
    'Si responde que sí, el centro recibe el aviso enseguida. Ve el consultorio, la hora de la llamada y un número oculto en parte, nunca su puntuación ni su comentario.',
  emergency: 'Esto no es un servicio de urgencias. En caso de urgencia, llame al 112 o al 061.',
  tap: 'Toque una puntuación: queda guardada enseguida.',
  saved: 'Gracias, su puntuación está guardada. Puede cambiarla o responder también a estas preguntas.',
  more: {
    title: '¿Unas preguntas más?',
    text: 'Solo si quiere: sus primeras respuestas ya están guardadas.',
    send: 'Enviar también estas respuestas',
  },
  send: 'Enviar mis respuestas',
  until: 'Este enlace sirve una sola vez, hasta el {date}.',
  nothingChosen: 'Todavía no hay nada marcado. Responda al menos a una pregunta y vuelva a enviar.',
  rights: {
    heading: 'Sus datos y sus derechos',
    who: 'Responsable de estos datos: {controller}. Hace las preguntas, por su encargo, el centro que atiende el teléfono: {centre}.',
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
    button: 'No me envíen nunca más preguntas',
  },
  thanks: {
    title: 'Gracias, tomamos nota',
    text: 'Sus respuestas han quedado guardadas. Ayudarán a atender mejor el teléfono. Ya puede cerrar esta página.',
  },
  called: {
    title: 'Gracias, hemos dado el aviso',
    text: 'Sus respuestas están guardadas y el centro acaba de recibir el aviso de que desea que le llamen. Le llamará al número de su llamada, en su horario de atención. Si en un día laborable no sabe nada, vuelva a llamar. Si es urgente, no espere: 112 o 061.',
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
