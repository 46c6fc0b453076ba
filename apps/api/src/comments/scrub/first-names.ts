/**
 * First names that are common where the four languages are spoken, without accents: no word of any of these languages is
 * among them, so that they are taken out however they are written. Drawn from the lists of names of @faker-js/faker
 * (French, Swiss, Senegalese, Spanish, Mexican, Nigerian; MIT), with Catalan, Maghrebi, Indian, Irish and older ones added.
 */
export const firstNames: ReadonlySet<string> = new Set(
  (
    'aaliyah aaron abdel abdelkader abdon abdonie abdou abdoul abdoulaye abdullah abelard abelin abeline abibatou ' +
    'abigaelle abigail abimbola abisola abisoye abou aboubacar abraham absalon acace achaire achille adalard adalbald ' +
    'adalbaude adalberon adalbert adalric adalsinde adam adama adaugo adea adeboye adedayo adegoke adegrin adegrine ' +
    'adel adela adelaide adele adelie adelin adeline adelphe adeltrude adenet adeodat adeola adhemar adina adolphe ' +
    'adolphie adrastee adrehilde adrian adriana adrien adrienne agapet agatha agathange agathe agathon agilbert ' +
    'agilberte aglae agnan agnane agneflete agnes agnieszka agrippin agrippine agusti agustin ahmed aicha aida aiden ' +
    'aina ainhoa aisha aissa aissata aissatou aitor ajana ajla ajlin ajna akande akanni akunna alade alain alaine ' +
    'alais alan alara alassane alban albane alberade alberic albert alberte alberto alcibiade alcide alcidie alcime ' +
    'alcine alcyone aldegonde aldonce aldric aleaume alec alejandra alejandro aleksa aleksander aleksandra alena ' +
    'alenia alessandro alessia alessio aleth alex alexa alexander alexandra alexandre alexandrine alexandros ' +
    'alexandru alexanne alexia alexine alexis aleya aleyna alfonso alfred alfredo ali alice alicia alienor aliette ' +
    'alima alina aline aliou alioune alisa alisha alissa alissia alix aliya aliyah alliaume almine almire alois ' +
    'aloise alondra aloyse alphee alphonse alphonsine alpinien althee alva alvaro alverede aly alya alyssa alyssia ' +
    'amadea amadou amady amaia amalia amaliane amalric amalthee amanda amandin amandine amarande amaranthe amath ' +
    'ambroise amdy amea amedee amelia ameliane amelie amelien ameline ameth amiel amin amina aminat aminata amine ' +
    'aminte aminu amir amira amit amra amy ana anael anaelle anahita anais anastase anastasia anastasie anastasija ' +
    'anatole anatolie ancelin anceline andeol andjelina andoche andre andrea andree andreea andrej andres andrew ' +
    'andri andrin andrina angadreme angela angele angelina angeline angelique angelo angilbe angilberte angilran ' +
    'angoustan anicee anicet anicette anik anika anina anjali anna annabel annabelle anne annette anni annibal annick ' +
    'annie annika annonciade anouk ansbert ansberte anselme anstrudie anthelme anthelmette anthony antide antigone ' +
    'antoine antoinette anton antoni antonia antonin antonine antonio anuar aoife aphelie apollinaire apolline ' +
    'aquilin aquiline arabelle araceli arcadie archambaud archibald argine ariadna ariana ariane arianna aricie ' +
    'arielle arion arisa ariste aristide arlette armance armand armande armandine armando armel armeline armelle ' +
    'armide armin armine arnau arnaud arnaude arno arnould arolde aron arona arsene arsenie arsinoe artemis arthaud ' +
    'artheme arthur arthurine arturo arun arya ascelin asceline ashok asja assumpta astarte astou astree astrid ' +
    'astride asuncion asya athalie athanase athanasie athenais athina atta aubertine aubry aude audebert audeline ' +
    'audouin audran audrey augustina augustine aurel aurele aurelia aurelie aurelienne aurelio aurelle aurian auriane ' +
    'auron auxane auxence aveline avigaelle avoye axel axeline axelle ayan ayana ayaz ayden ayebatari ayinde ayla ' +
    'aylin aymard aymardine aymeric aymon aymonde azelie azeline azra azubuike azucena babacar bakary balthazar banji ' +
    'bankole baptiste barbara barnabe barry barthelemy bartimee basile basilisse bastien bathilde baudouin beatrice ' +
    'beatriz begona benedicte benito benjamin benoit beranger berangere berard bernadette bernard bernardo bernat ' +
    'berta berthe bertille bertrand beryl betty beuve biel bigna bilal bineta binta bintou birane bjorn blandine ' +
    'bogdan bohemond boniface bouba boubacar boubou bouchard brahim brandon brayan brenda briac brian brieuc brigitte ' +
    'bronwen brunehaut brunehilde bruno bryan buchi bukola calixte camelien camila camilla camille camillien caribert ' +
    'carine carl carla carles carloman carlos carlota carlotta carme carmen carole carolina caroline cassandre ' +
    'cassien cataleya catalina catherine cecile cecilia cedric celestin celestine celia celien celina celine cesaire ' +
    'chantal charlaine charlemagne charles charlie charline charlotte cheikh cheikhou chekhouna cherechi chiamaka ' +
    'chiara childebert chilperic chimamanda chinedu chinwe chinyere chisom chizoba chloe christelle christian ' +
    'christiane christine christodule christophe christopher chrysole chrysostome chukwu ciara clarence clarisse ' +
    'claude claudette claudia claudien claudine claudio cleandre clelie clemens clement clementine cleo clery ' +
    'clotaire clotilde clovis colette coline conchita constantin coralie coraline corentin corentine corinne coumba ' +
    'craig cristian cristina cristobal cyprien cyriaque cyrielle cyril cyrille dahlia dalia damian damien damilare ' +
    'damilola daniel daniela danielle danilo danjuma daouda daphne daria darian dario daris darius darren david ' +
    'davide debora deborah deepa deepak delia delphin delphine demba denis denise deniz dennis derek diana diane diar ' +
    'diara diarra didier diego dieudonne dieudonnee dieynaba dimitri djamel djamila djibril dmitri dominic dominik ' +
    'dominique donald doreen dorian doriane dorotea dorothee douglas driss duncan dylan ebiere ebiowei eddie edgard ' +
    'edith edmee edmond edna edouard eduard eduardo edwin efe eileen elea eleanor elena elene eleni eleonora eleonore ' +
    'eleuthere eli elia eliah elian eliana eliane eliano elias elie elif elija elijah elin elina eline elio elion ' +
    'eliona elisa elisabeth elise elisee eliza elizabeth ellen elli ellie elliot elodie eloisa eloise elsa elvira ' +
    'elyas elzear emanuel emeka emelie emeline emerance emerencie emeric emil emile emilia emilian emiliano emilie ' +
    'emilija emilio emily emma emmanuel emmanuelle emmelie encarnacion enes enguerrand enid enio ennio enric enrique ' +
    'ensar enyo enzo epiphane eric erick erik ernest ernestine ernesto eron esra esteban estefania estela estelle ' +
    'esteve esther ethan etienne eubert eudes eudoxe eudoxie eugene eugenia eugenie eulalia eulalie euphrasie eusebe ' +
    'eusebie eusebio eustache eva evan evangeline evariste evelyn evelyne evrard fabian fabien fabienne fabio fabrice ' +
    'falba fanny fantin fantine farida fatiha fatim fatima fatimata fatma fatou fatoumata faustine federico felicia ' +
    'felicie felipe felisa ferdinand fermin fernanda fernando ferran filip filippa filippo fily finn fiona fionn ' +
    'firmin flavie flavien flavio flodoard florencia florent florestan florian florie flurin flurina flynn fouad ' +
    'foulques francesc francesco francette francine francis francisca francisco franck francois francoise frederic ' +
    'frederick frederik frederique freya frida fulbert fulcran fulgence funmilade funmilayo fynn gabin gabino gabriel ' +
    'gabriela gabriele gabrielle gael gaelle gaetan gareth garnier gaspar gaspard gaston gatien gaud gautier gavin ' +
    'gbeminiyi gbemisola gedeon gelila gemma genevieve geoffrey geoffroy georg georges georgette gerald gerard ' +
    'gerardo geraud gerberge gerbert germaine gertrude gervais ghislain ghislaine ghizlane giada gian gianluca gianna ' +
    'gilbert gilberto gilles gillian ginette gino gioele gioia gion giorgia girart gisele gislebert giulia giuliano ' +
    'giulio giuseppe gladys glenda gondebaud gonthier gontran gonzague gonzalo gordon gorka graciela graham gregoire ' +
    'gregorio gregory guadalupe guenievre guerin guilhemine guillaume guillem guillemette guillermina guillermo ' +
    'gustave gustavine gustavo gwenaelle gwendoline habiba haby hailey hakim hakima hamid hamidou hamza hanane hanna ' +
    'hannah hardouin harriet hassan hawa hayat hector hedelin helen helena helene helier helin heloise henri ' +
    'henriette henrik henry herbert herluin hermenegildo hermine herminia hernan herve hicham hilaire hilario hilary ' +
    'hildebert hincmar hippolyte hira honorine horacio hortense houria howard hubert hugh hugo hugues huguette ' +
    'hyacinth ian ibou ibra ibrahim ibrahima ibtissem idriss idrissa idy ifeanyichukwu ifeoma ifunanya ignacio ignacy ' +
    'ignasi ikenna iker ikhidie ilai ilaria ilay ilenia ilian iliana ilias ilja ilyas imane imogen imran inaki inara ' +
    'ines inma inmaculada ioana ionela irene ireti irina iryna isaac isabeau isabel isabela isabella isabelle isaiah ' +
    'isaias iseult isidore isidre isidro isioma ismael ismaila ismerie issa itziar ivan ivanna jacobo jacqueline ' +
    'jacques jaden jadesola jael jaime jakob jakub jamal jamel james jamie jamiro janet janina janine janis jannik ' +
    'jannis janosch japhet jari jaron jasin jason jaume javier jayden jazmin jean jeanne jeannel jeannot jeffrey ' +
    'jehanne jennifer jeremie jeremy jerome jeronimo jessica jil jimena joachim joah joan joana joanny joaquim ' +
    'joaquin jocelyn jocelyne joel joelle johan johanna john johnson jolayemi joline jon jona jonah jonas jonathan ' +
    'jordi jorge jorin joris jose josefa josefina josep joseph josephine josette joshua josiane josse josselin ' +
    'jourdain jovan jovin joyce juan juana jude judicael judith jules julia julian juliana julie julien julieta ' +
    'juliette julio julius juna juri jusra justin justine jusuf kadiatou kai kaia kaja kalea kalidou kamel karen ' +
    'karim karima karine karl katarzyna kathleen katia kavita kaya kayode keano keanu keba keith kemi kenneth kenza ' +
    'kerem kevin keyan khadidiatou khadija khadijah khadim khady khalid khalifa khoudia kian kiano kiara kilian ' +
    'kimberley kimberly kimo kiyan klara klea konstantin kristijan kubra kubura kuzey kyan ladina laetitia lahcen ' +
    'laia laila lakshmi lambert lamia lamine landry larbi larina larissa lars lassana latifa laura laurane laure ' +
    'laureline laurence laurene laurent lauri lauriane laurin laurine lavinia lawrence layla lea leah leana leandra ' +
    'leandre leandro leano leart ledion leia leila lena leni lenia lenn lenni lennox lenny lenya leon leona leonard ' +
    'leonardo leonel leoni leonidas leonie leonis leonne leonor leonora leopold leopoldine leroy lesley leticia ' +
    'letizia leufroy levin levio leya leyan leyla liam libere lidia lietald lilia lilian liliana liliane lilly lilou ' +
    'linnea linus lionel lisa liva livia livio liya liyan liyana lizbeth llorenc lluis lluisa loic lolade loli longin ' +
    'lorena lorenz lorenzo lorian lorik lorin loris lorrain lothaire lotta louan louane loubna louie louis louisa ' +
    'louise luan luana luc luca lucas lucette lucia luciano lucie lucien lucienne lucille lucy ludivine ludolphe ' +
    'ludovic luena luis luisa luise luka lukas luke lya lyan lydie lynn macaire macarena mactar madeleine madlaina ' +
    'mady mael maelle maelys magali magdalena maguelone maguette mahaut mahir maica maila mailo maimouna maira maja ' +
    'makhtar makinwa maksim malcolm malena malgorzata malick malik malika malina mallaury malou mamadou mamady mamert ' +
    'mamour manasse manolo manon mansour manuel manuela marc marcal marceau marcel marcela marcelin marceline ' +
    'marcelle marco marcos marcus mareme margaret margarita margaux margot marguerite maria mariam mariama mariana ' +
    'marianne mariano maribel maricarmen marie marieme marilu mariluz marina marinette mario marion marisol marius ' +
    'marjorie marlene marlo marlon marta marthe marti martial martim martine marvin mary maryse massamba matar matej ' +
    'mateo mateus matheo mathias mathieu mathilda mathilde mathis mathurin matias matilda matilde mattea matteo ' +
    'matthew matthias matthieu matti mattia mattis maud maugis maureen maurice mauricette mauricio mauro mavis ' +
    'maxellende maxence maxime maximilian maximiliano maximilien maxine mayeul mayla mayte mbaye mederic medoune ' +
    'meera megane mehdi meissa melanie melany melchior melina melisa melisande melissa melissandre meriem meritxell ' +
    'merjem merovee micaela micha michael michel michele micheline michelle mickael miguel mihaela mika mikail mikel ' +
    'milena milo miran miranda mireia mireille miriam mischa moctar modou mohamadou mohamed mohammed moise moisette ' +
    'monica monique monserrat montse montserrat morgane moritz mouhamadou mouhamed mouhameth mouhammadou mounia ' +
    'mourad moussa moustapha muhammad muhammed muriel mustapha muyiwa mylene myriam nabil nadege nadia nadine nael ' +
    'naima najat najla nando naomi natacha natalia natan nathalie nathan nathanael naudet nawel nayla nefeli neha ' +
    'nehemie neil nejla nela nelio nerea nestor neus nevin nevio neyla ngozi niamh nicanor nicephore nico nicola ' +
    'nicolas nicole nigel nika niklas niko nikola nils nisha nnamdi noah noam noar noelia noelle noemi noemie norbert ' +
    'norberto nordine norman nuria obioma oceane octavio odette odile odilon odon oger oisin oksana olaide olga ' +
    'oliver olivia olivier olufunmi olumide oluwaseun oluwunmi omar omawunmi ombline omolara onome onoriode ophelie ' +
    'orell oriande oriane oriol orlane oscar oskar othmane oumar oumou oury ousmane owen ozanne pablo paco pacome ' +
    'padraig pamela paola paqui parvati pascal pascale pathe patrice patricia patricio patrick paul paula paule ' +
    'paulette paulina pauline pecine pedro pelagie penelope pep pepe perceval perrine petronille philemon philibert ' +
    'philip philipp philippa philippe philippine philomene philothee phyllis pierrette pierrick pietro pooja ' +
    'priscilla priscille priya pulcherie quentin quentine quintia rachel rachid rachida rafael rahel raimundo rajana ' +
    'rajesh ralph ramata ramatoulaye ramesh ramiro ramon ramona rania raoul raphael raphaelle raquel rasheedah raul ' +
    'rayan raymond raymonde rayyan rebeca rebecca reda redouane regina reginald regine rejan rejean rejeanne rekha ' +
    'remi remilekun renata renaud rene renee reybaud rhys rian riana ricardo richard robert roberto robyn roderick ' +
    'rodolfo rodolphe rodrigo rodrigue rogelio roger roisin rokhaya roland rolande romain romeo romina romuald romy ' +
    'ronald ronan ronja rosalia rosalie roselin roseline rotimi ruben rufino rupert russell ruya ryan sabine sabrina ' +
    'sadio saer safiatou safietou sagar salif salima salimata salimatou saliou salome salomon saly sami samir samira ' +
    'samuel samuele sancho sandeep sandra sandrine sanjay santiago santino saoirse sara sarah sarina saturnino ' +
    'savinien scholastique sebastian sebastien seckou segolene sekinat sekou selin selina selma serafin seraina ' +
    'seraphin serge sergi sergio serguei severin severine seydou seynabou shalewa sheila shirley sian siana siara ' +
    'sibylle sidoine sidy sigebert sigismond siham silas silvere silvia simea simisola simon simone sinead siobhan ' +
    'sixtine sname sofia sofiane sofija soizic sokhna solange sonia sonja sophia sophie soraya souad souleymane ' +
    'stanislas stanley stefan stella stephane stephanie stephen stewart stuart sumayyah sunita suresh susan susana ' +
    'suzanne suzon sven svetlana swassane sylvain sylvestre sylvia sylviane sylvie tadeo talia tamara tancrede tanguy ' +
    'tania tarek tarik tatiana taurin temitope teo teodor teodora teodoro terence teresa thais thea theo theodor ' +
    'theodora theodore theodose theophile theophraste theresa therese thiago thibaud thibault thibaut thibert thierno ' +
    'thierry thomas tiago tiana tiburcio tidiane timea timoleon timoteo timothee timothy tiphaine titien titilayo ' +
    'titilope tobias tobiloba toluwani tom tomas tomiloba tonnin tracey trevor tristan tuana turold ulysse unai uriel ' +
    'uzodimma valentin valentina valentine valeria valeriano valerie valery vanesa vanessa venance venceslas veronica ' +
    'veronique vianney vicent vicente victor victorien victorin vijay viktor viktoria vincent vinciane virginie ' +
    'vittoria viviane vivienne volodymyr vuk wafa waleran walid walter wandrille wayne wendy wilfred william wilma ' +
    'winifred xabier xavier xaviere xenophon ximena xochitl yacine yael yakubu yamileth yamina yanis yann yannick ' +
    'yannik yara yaretzi yaron yasin yasmin yasmina yasmine yassine yoann yolanda yolande yoro younes youssef youssou ' +
    'youssouph youssoupha ysaline yseult yuna yuri yusuf yves yvette yvonne zacharie zache zahra zainab zakaria ' +
    'zephirin zineb zoe zoeva zoey zofia zohra'
  ).split(' '),
);

/**
 * First names that are words as well ("Claire", "Pierre", "Dolors", "Grace"): taken out where something announces them, where
 * they stand with a capital inside a sentence, or at its beginning before what is said of persons.
 */
export const wordNames: ReadonlySet<string> = new Set(
  (
    'abel abondance aby acacie acanthe adan adjutor adonis adonise aime aimee ajan alana alba alea alia alize alma ' +
    'alpha amar amara amaryllis amber ambra ambre ambroisie amethyste amparo anemone ange angel angeles angelica ' +
    'anita arame arcade archange aren ari aria arian ariel aris ascension asia assomption asta asterie atlas aube ' +
    'augusta auguste aure aurora aurore austin awa azalee baba banna barbe beau bela bell bella ben benigne bianca ' +
    'bill blaise blanca blanche brice brook candelaria capucine caridad carlo carol celeste cesar charo chelo chelsea ' +
    'cherif christ claire clara clea clemence clio clive cole colin concepcion conception constance consuelo cruz ' +
    'dado daisy dale dallas dame dante dawn dean desiree dina dino dion dior dolores dolors don dorine drew dua earl ' +
    'eda ela ema enea enya esmeralda esperanza esse ester estrella eve faith fanta fay felix fiacre finja flavia ' +
    'fleur flora flore florence fortunee francisque frank garance gary gene germain glen gloria grace grant gui guy ' +
    'guyot hana harmony harry hava hazel heather heaven holly homero horace ida ina insa iris israel iva ivory ivy ' +
    'jacinthe jack jade jan jana jara jaro jasmin jasmine jay jesus jewel jill jordan joy kay ken kira lala lana lane ' +
    'lara lazare lean lee len leo leslie leu levi lian liana liara lias lila lily lina linda linn lino lio lion lior ' +
    'liron liv lluc lola lorraine lou lourdes lua lue luna luz lynne mack mae maia malea malia mara marine marino ' +
    'mark martin masa mats mattie max maxim maximo maya medina melia melody mence merce mercedes merle merlin mila ' +
    'miles milla miro misty modesto moira mona morgan musa nala narcisse naya nea neal neo nia nick nila nina nino ' +
    'nisa noa noe noel nora norma nuri octave octavia odessa olive olympe oma otto ova palemon palma paris pascual ' +
    'pat paterne pearl penda penny pepin peter petra pia pierre pilar piper pol precious primerose prosper ' +
    'purificacion quieta quim quinn ray reed regis remedios remei reyes rhea rita roan robin roch rocio roman romane ' +
    'ron rona rosa rosario rose rosemary roser rosie roy roza ruby runa ruth sally salvador sam samara samba samu ' +
    'sasha saul sauveur savannah savin scott segundo serena shane shannon shea shelly sidney sidra siena sienna sim ' +
    'sina siro sixte soledad soline sterling sue tabea telly tess tessa tia tian tianna tilda till tim tina tito toni ' +
    'trajan triana troy ulises urbain ursule valere vasco vera vernon victoria viola violet violette virgil virginia ' +
    'vivien waly willow xenia yago yaro zana zara zena'
  ).split(' '),
);
