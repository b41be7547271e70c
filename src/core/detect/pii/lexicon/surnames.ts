/**
 * Common surnames, folded to lower case without diacritics. Written down by hand from general knowledge, language by language; neither
 * complete nor weighted. Endings that mark surnames are rules of their own, see `SURNAME_ENDINGS`.
 */
export const SURNAMES: Readonly<Record<string, string>> = {
  en: `adams allen anderson andrews armstrong arnold atkinson austin bailey baker baldwin ball banks barker barnes barnett barrett bates baxter beck bell bennett berry bishop black blair blake bowen bowman boyd bradley brady brennan brewer briggs brooks brown bryant
    buchanan burgess burke burns burton butler byrne caldwell cameron campbell carlson carpenter carr carroll carter chambers chandler chapman christensen clark clarke clayton coleman collins connor connolly cook cooper cox craig crawford cross cunningham curtis dalton daniels davidson davies davis
    dawson dean dixon doherty douglas doyle duncan dunn edwards elliott ellis evans farrell fenwick ferguson fernandez fisher fitzgerald fleming fletcher flynn forbes ford foster fowler fox franklin fraser freeman fuller gallagher gardner garrett gibbs gibson gilbert gill goodwin gordon graham grant graves
    gray green greene gregory griffin griffiths hall hamilton hammond hancock hansen hanson hardy harper harrington harris harrison hart harvey hawkins hayes henderson henry herrera hicks higgins hill hobbs hodges hoffman holland holmes hopkins horton houghton howard howell hudson hughes humphrey hunt hunter hutchinson
    ingram jackson jacobs james jenkins jennings jensen johns johnson johnston jones jordan kaur kelley kelly kennedy kerr khan king knight lambert lancaster lane larson lawson leach lewis little lloyd long lowe lucas lynch mackenzie macdonald maclean mann manning marsh marshall mason matthews may mccarthy mccoy mcdonald mclean mckenzie mckinney
    mclaughlin mcmillan mcnamara meyer miles millar miller mills mitchell moore moran morgan morris morrison morton moss mullins munro murphy murray myers nash neal newman newton nicholls nicholson nolan norman norris norton oliver olson osborne owens page palmer parker parkinson parsons patel patterson pearce pearson
    perkins perry peters peterson phillips pierce poole porter potter powell power pratt price quinn ramsey randall reed rees reeves reid reynolds rhodes rice richards richardson riley roberts robertson robinson rogers ross rowe russell ryan sanders saunders schultz scott shah sharp shaw shepherd sheridan simmons simpson sims sinclair singh skinner smith
    snyder sparks spencer stanley steele stephens stephenson stevens stevenson stewart stone sullivan sutherland sutton swanson sweeney tate taylor terry thomas thompson thomson thornton todd townsend tucker turner tyler underwood vance vaughan vaughn wade wagner walker wallace walsh walters walton ward warner warren washington watkins watson watts weaver webb weber
    webster weeks welch wells west wheeler white whitaker whitehead wilkins wilkinson williams williamson wilson winters wolfe wong wood woods woodward wright wyatt yates young`,
  de: `albrecht arnold bach bauer baumann baumgartner beck becker behrens berger bergmann bohm boehm bohme brandt braun breuer brinkmann bruckner busch buttner dietrich dreyer ebert eckert engel ernst fiedler fink fischer forster franke friedrich fuchs gerlach gottschalk graf grimm gross gruber gunther haas hahn hartmann hauser heinrich heinze heller
    hermann herrmann hess hesse hofer hoffmann hofmann hollmann horn huber hubner jager jaeger jahn jansen jung kaiser karl kaufmann keil keller kern kirchner klein klug knoll koch kohler koehler konig koenig kraft kramer kraus krause kremer kroger kruger krueger kruse kuhn kuhne kunz lang lange lehmann lindner lorenz ludwig lutz maier martens maurer mayer meier meissner menzel metzger
    meyer michel mohr moller moeller muller mueller nagel naumann neubauer neumann nowak otto paul peters pfeiffer pohl pohlmann reich reinhardt reuter richter riedel ritter roth rothe rudolph sauer schafer schaefer schenk scherer schilling schmid schmidt schmitt schmitz schneider scholz schreiber schroder schroeder schubert schulte schultz schulz schulze schumacher schuster schutz schwarz
    seidel seifert siebert simon sommer stark stein steiner stephan strauss thiele thomas ullrich unger vogel vogt voigt volk wagner walter weber wegener weidner weiss wenzel werner wiese wilke wimmer winkler winter witt wolf wolff wunderlich zander ziegler zimmer zimmermann`,
  fr: `adam albert andre arnaud aubert aubry barbier baron barre baudry benard benoit berger bernard berthelot bertrand besson blanc blanchard boucher boulanger bourdon bourgeois boutin bouvier boyer breton brun brunet carpentier carre caron chapelle charles charpentier chevalier chevallier clement colin collet cordier couturier daniel david delacroix delattre delaunay delmas denis deschamps
    devaux dubois duchene dufour dumas dumont dupont dupuis dupuy durand durant duval etienne faure fabre ferrand fleury fontaine fournier francois gaillard garnier gauthier gautier gerard germain gilbert gillet girard giraud gonthier granger grandjean guerin guillaume guillot guyot hamel hebert henry herve hubert huet humbert jacob jacquet jacquot joly joubert julien klein lacroix lambert langlois laporte laurent lebrun leclerc leclercq lecomte
    lefebvre lefevre legrand leger lemaire lemoine lenoir leroux leroy leveque lopez louis lucas maillard mallet marchal marchand marie marin martel martin martinez masson mathieu maurice menard mercier meunier michaud michel millet monnier moreau morel morin moulin navarro nicolas noel olivier paris pasquier payet pelletier perez perret perrier perrin perrot petit philippe picard pichon poirier poulain prevost
    rault regnier remy renard renaud renault rey reynaud richard riviere robert robin roche roger rolland rousseau roussel roux roy royer schmitt simon tessier thibault thierry thomas vallet vasseur verdier vidal vincent weber`,
  es: `acosta aguilar aguirre alonso alvarez alvarado arias avila ayala barrios benitez bermudez blanco bravo caballero cabrera calvo campos cano carrasco carrillo castillo castro cardenas cervantes chavez contreras cordero correa cortes cortez crespo cruz davila delgado diaz diez dominguez duran escobar espinosa espinoza esteban estrada fernandez ferrer figueroa flores fuentes gallardo gallego garcia garrido gil gimenez gomez gonzalez
    guerra guerrero guevara gutierrez guzman hernandez herrera herrero hidalgo ibanez iglesias izquierdo jimenez lara leon lorenzo lopez lozano luna maldonado marin marquez martinez mejia medina mendez mendoza miranda molina montero montes montoya mora morales moreno moya munoz navarro nieto nunez ochoa olivares orozco ortega ortiz pacheco padilla paredes parra pascual pastor pena peralta perez pineda ponce prieto quintana quintero ramirez ramos rangel redondo reyes
    rios rivas rivera robles rodriguez rojas roman romero rosales rubio ruiz salas salazar salinas sanchez sandoval santana santiago santos sanz saez serrano sepulveda sierra silva solis soto suarez tapia torres trujillo valdez valencia vargas vasquez vazquez vega velasco velazquez velez vera vicente vidal villa villanueva villarreal zamora zapata zuniga`,
  it: `abate amato arena barbieri barone basile battaglia bellini benedetti bernardi bernini bianchi bianco bruno caputo carbone caruso castelli catalano cattaneo cirillo colombo colonna conte conti coppola costa costantini cristiani damico dangelo deangelis deluca derosa de-luca desantis donati esposito fabbri farina ferrara ferrari ferraro ferri fiore fontana fumagalli gallo garofalo gatti gentile giordano giuliani grassi grasso greco guerra guidi
    leone lombardi lombardo longo mancini manfredi marchetti mariani marini marino marra martinelli martini martino mazza mele messina milani molinari montanari monti morelli moretti moroni napolitano negri neri orlando pace pagano palmieri palumbo parisi pellegrini pellegrino piras poli ricci rinaldi riva rizzi rizzo romano rossetti rossi ruggiero russo sala santini santoro sartori serra silvestri sorrentino tedesco testa toscani trentini valentini ventura villa vitale vitali zanetti`,
  nl: `aarts bakker beekman berg bosch bosman brouwer bruijn bruin buijs claassen cohen dekker dijk dijkstra doorn driessen evers franken gerritsen goossens graaf groen groot haan heijden hendriks hermans heuvel hoekstra hofman huisman jacobs jansen janssen jong jonker kamp kok kooij koning koopman kramer kuiper kuipers laan leeuw linden maas martens meer meijer meulen mulder nijland
    peeters peters pieters post postma prins rijn roos ruiter sanders schouten scholten schipper schroder slot smeets smit smits smulders snijder stam steen timmermans velde verbeek verhoeven vermeer vermeulen visser vliet vos vries vroom wal westra wiersma wijk willems willemsen wit wolters zanten zijlstra`,
  pl: `adamczyk andrzejewski adamski bak baran blaszczyk borkowski czarnecki czerwinski dabrowski duda dudek gajewski glowacki gorski grabowski jablonski jakubowski jankowski jasinski jaworski kalinowski kaminski kaczmarek kazmierczak kolodziej kowalczyk kowalski kozlowski krajewski krawczyk krol kubiak kucharski kwiatkowski laskowski lewandowski lis maciejewski majewski makowski malinowski marciniak mazur
    mazurek michalak michalski mroz nowak nowakowski nowicki olszewski ostrowski pawlak pawlowski pietrzak piotrowski przybylski rutkowski sawicki sikora sikorski sobczak stepien szczepanski szewczyk szulc szymanski szymczak tomaszewski urbanski walczak wasilewski wieczorek wilk wisniewski witkowski wlodarczyk wojciechowski wojcik wozniak wrobel wroblewski wysocki zajac zakrzewski zalewski zawadzki zielinski ziolkowski`,
  pt: `abreu aguiar albuquerque almeida alves amaral amorim andrade antunes araujo assis azevedo barbosa barros batista bezerra borges branco brito bragança braga camargo campos cardoso carneiro carvalho castro cavalcanti coelho correia costa cunha dias duarte esteves farias faria fernandes ferreira figueiredo fonseca franco freitas furtado gaspar gomes goncalves guedes guerreiro guimaraes henriques jesus leal leite lima lopes lourenco
    macedo machado maia magalhaes marques martins matias matos melo mendes mendonca menezes miranda monteiro moraes morais moreira mota moura nascimento neves nobre nogueira nunes oliveira pacheco paiva pereira pimentel pinheiro pinho pinto pires queiroz ramos rezende reis ribeiro rocha rodrigues sa sales sampaio santana santos seixas serra silva silveira simoes siqueira soares sousa souza tavares teixeira teles toledo valente vasconcelos vaz vieira xavier`,
  other: `abdi abe adebayo ahmad ahmed akhtar ali andersen andersson bajwa bakke banerjee begum bhatt bui chan chang chaudhary chen cheng cho choi chopra chowdhury cohen dahl das demir desai dinh dogan dubey fujita gao georgiou ghosh goldberg goldstein gupta gustafsson haddad hashimoto hassan he ho horvath hosseini hu huang hussain hussein hussien ibrahim inoue ito ivanov ivanova iyer jain jang jeong johansson joshi kang kapoor katz
    kaya khalil kim kimura kobayashi kovacs krishnan kumar kuznetsov kuznetsova kwok lam larsen larsson lee leung levi levy li liang lim lin lindberg lindgren lindstrom liu lund ma malik mahmoud matsumoto mehta mizrahi mohamed mori mukherjee nagy nair nakamura ng nguyen nielsen nilsen nilsson novak novotny okafor okeke olsen ono osei oyelaran ozturk pak papadopoulos park patil petrov petrova pham popescu popov popovic qureshi rahman rao rasmussen reddy rosenberg saito sahin sato schwartz sen shapiro sharma
    shimizu smirnov sorensen suzuki svensson svoboda szabo takahashi tan tanaka tang tanaka toth tran tsai varga verma virtanen vo volkov vu wang watanabe weiss wu xu yamada yamamoto yang yilmaz yoo yu yusuf zhang zhao zheng zhou zhu`,
};

/** Endings of six letters' words and longer that mark a surname wherever a capital letter says that it is a name at all. */
export const SURNAME_ENDINGS: readonly string[] = [
  'ovich',
  'evich',
  'enko',
  'chuk',
  'owski',
  'ewski',
  'inski',
  'ynski',
  'awski',
  'owicz',
  'iewicz',
  'czyk',
  'czak',
  'owska',
  'ewska',
  'inska',
  'kova',
  'nova',
  'rova',
  'eyeva',
  'ayeva',
  'ovsky',
  'ovskaya',
  'sson',
  'sdottir',
  'dottir',
  'oglu',
  'opoulos',
  'akis',
  'idis',
  'ashvili',
  'yan',
  'escu',
  'ovic',
  'evic',
  'inov',
  'anov',
  'imov',
  'asov',
  'berg',
  'stein',
  'mann',
  'strom',
  'quist',
  'gren',
  'elli',
  'etti',
  'ucci',
  'acci',
  'nez',
  'guez',
  'quez',
  'ssen',
  'ksen',
  'rsen',
  'hoven',
  'stra',
  'sma',
  'eiro',
];
