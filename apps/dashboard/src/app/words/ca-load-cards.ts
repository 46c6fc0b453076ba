/** Catalan words of the cards that explain the load before calls. */
export const caLoadCards = {
  difficultLoad: {
    name: 'Abans d’una trucada difícil',
    how: 'Temps des de l’última pausa o la connexió ÷ trucades difícils; trucades seguides just abans ÷ trucades difícils.',
    lines:
      'Seguides: com a molt 60 s després del final de l’anterior. Per mesos sencers, mai menys de deu trucades de cinc persones.',
    without:
      'Les trucades sense connexió coneguda abans. La formació i la feina fora del telèfon no són una pausa.',
  },
  otherLoad: {
    name: 'Abans de les altres trucades',
    how: 'El mateix temps i nombre ÷ altres trucades dels mateixos consultoris i mesos.',
    lines: 'Una diferència no és una causa.',
    without: 'Les trucades difícils.',
  },
};
