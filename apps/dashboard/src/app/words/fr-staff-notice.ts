/** French words of the page that records when staff were informed of what is told of each. */
export const frStaffNotice = {
  title: 'Information du personnel',
  about:
    'Rien de chiffré n’est dit d’une secrétaire par son nom avant que le personnel et ses représentants aient été informés et consultés. Chacune voit toujours ses propres chiffres.',
  failed: 'Le serveur ne répond pas. Réessayez dans un instant.',
  none: 'Rien n’est consigné : les chiffres par personne sont éteints.',
  recorded: 'Consigné par {who}, le {when}.',
  byFile: 'un fichier',
  informedOn: 'Informés et consultés le',
  informedAbout: 'Le jour où le personnel et ses représentants l’ont été. Pas un jour à venir.',
  text: 'Texte de l’information',
  textAbout: 'Ce qui leur a été dit : ce qui est montré, pourquoi, à qui, combien de temps c’est conservé.',
  which: 'Ce qui est ouvert',
  features: {
    whoCouldBeFreed: 'Qui peut se libérer, par nom',
    figuresByAgent: 'Chiffres par secrétaire',
    pastAgents: 'Secrétaires sur l’écran d’un moment passé',
  },
  abouts: {
    whoCouldBeFreed:
      'L’écran nomme qui est en post-appel depuis plus d’une minute, en pause ou hors téléphone. Éteint : seulement qui est libre ou en appel.',
    figuresByAgent: 'Appels, durées et occupation de chacune, pour qui voit ses équipes. Éteint : refusé.',
    pastAgents: 'Qui faisait quoi à une heure passée. Éteint : l’écran d’alors ne nomme personne.',
  },
  readOnly: 'Vous lisez cette page sans la changer : un administrateur de tout le centre la consigne.',
  save: 'Enregistrer',
  saved: 'Enregistré. L’historique des réglages le garde.',
  missing: 'Donnez le jour et le texte.',
  later: 'Ce jour est à venir : donnez celui où ils ont été informés.',
  refused: 'Seul un administrateur de tout le centre le consigne.',
} as const;
