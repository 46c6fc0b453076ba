/**
 * First names that are common where the four languages are spoken, without accents. They are taken out where they stand
 * with a capital, even at the beginning of a sentence. Names that are also everyday words ("Claire", "Pierre", "Rose",
 * "Mercè", "Grace") are not here: those go when a civility announces them or when they stand inside a sentence.
 */
export const firstNames: ReadonlySet<string> = new Set(
  (
    'adrien agnes aicha alain albert alexandre alexandra alice aline amelie anais andre andrea angelique anna anne annie ' +
    'antoine antoni antonia antonio arnaud arnau aurelie baptiste barbara beatrice benjamin benoit bernard berta bruno camille ' +
    'carine carles carlos carla carme carmen carole caroline catherine cecile celia celine chantal charles charlotte chloe ' +
    'christelle christian christine christophe claude claudia clara clement cristina cyril damien daniel daniela danielle david ' +
    'delphine denis denise didier dolors dominique edouard elena elise elisabeth elodie elsa emilie emily emma emmanuel eric ' +
    'estelle ester esther etienne eulalia eva evelyne fabienne fabrice fanny fatiha fatima ferran fernando florence florian ' +
    'francesc francisco franck francois francoise frederic gabriel gabrielle genevieve geoffrey georges gerard gilles ' +
    'gregory guillaume gwenaelle hassan helena helene henri herve hugo ines irene isabel isabelle jacques james jaume javier ' +
    'jean jeanne jennifer jeremy jerome jessica joan joana joaquim john jordi jorge jose josefa josep joseph juan judith julia ' +
    'julie julien juliette karim karine karen katia kevin khadija laetitia laia laila laura laure laurence laurent lea leila ' +
    'lidia linda lisa llorenc lluis lluisa louis louise luc lucas lucie lucia luis luisa lydie madeleine magali manon manuel ' +
    'marcel marguerite maria marie marine marion marlene marta martine mary maryse mathieu mathilde matthieu maxime melanie ' +
    'merce michel michele miguel mireia mohamed monica monique montserrat morgane myriam nadia nadine natacha nathalie neus ' +
    'nicolas nicole noelle nora nuria oceane odile olivier oriol pascal pascale patricia patrick paul paula pauline pedro ' +
    'peter philippe pilar quentin rachel rachid raquel raphael regine remi renee richard robert roger romain rosa roser ' +
    'sabine sabrina samira samuel sandra sandrine sara sarah sebastien serge sergi severine silvia simone sofia sonia sophie ' +
    'stephane stephanie susan susana suzanne sylvain sylvie tania teresa theo therese thibault thierry thomas valentin valerie ' +
    'vanessa veronique vicent victor victoria vincent virginie viviane william xavier yann yasmine yolande youssef yves yvette yvonne zoe'
  ).split(' '),
);

/** Words with a capital that are no person's name: places, services, days and months where a language writes them so. */
export const properWords: ReadonlySet<string> = new Set(
  (
    'i doctolib ameli maiia internet google covid samu smur chu chr ephad ehpad irm scanner rdv sms paris lyon marseille lille ' +
    'toulouse perpignan barcelona girona lleida tarragona madrid andorra catalunya cataluna espana france noel paques nadal pasqua ' +
    'christmas easter monday tuesday wednesday thursday friday saturday sunday january february march april may june july august ' +
    'september october november december french spanish catalan english'
  ).split(' '),
);
