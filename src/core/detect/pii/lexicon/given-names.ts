/**
 * Common given names, folded to lower case without diacritics. Written down by hand from general knowledge, language by language; neither
 * complete nor weighted. A name that is common in several languages stands in one list only.
 */
export const GIVEN_NAMES: Readonly<Record<string, string>> = {
  en: `aaron abigail adam adrian aidan alan albert alex alexander alexandra alexis alfred alice alicia alison allison alyssa amanda amber amelia
    amy andrea andrew andy angela anita ann anna anne annie anthony april archie ariana arthur ashley audrey austin ava barbara barry beatrice becky
    ben benjamin bernard beth bethany betty beverly bill billy bob bobby bonnie brad bradley brandon brenda brent brett brian bridget brittany brooke bruce
    bryan caitlin caleb calvin cameron carl carla carly carol caroline carolyn carrie catherine cathy chad charles charlie charlotte chelsea cheryl chloe
    chris christian christina christine christopher cindy claire clara clarence clifford colin connie connor corey courtney craig crystal curtis cynthia
    daisy dale dan daniel danielle danny darren dave david dawn dean debbie deborah debra denise dennis derek derrick diana diane dolores don donald donna
    doris dorothy doug douglas duncan dustin dylan earl eddie edgar edith edward edwin eileen elaine eleanor eliza elizabeth ella ellen ellie emily
    emma eric erica erin ernest esther ethan eugene eva evan evelyn faith fiona florence frances francis frank fred frederick freya gabriel gareth gary
    gavin gemma geoffrey george georgia gerald geraldine gladys glen glenn gloria gordon grace graham greg gregory gwen hailey hannah harold harriet harry
    harvey hazel heather heidi helen henry herbert hilary holly howard hugh ian ida imogen irene iris isaac isabel isabella isla ivy jack jackie jackson
    jacob jacqueline jade jake james jamie jan jane janet janice jason jasmine jay jean jeff jeffrey jennifer jenny jeremy jerome jerry jesse jessica jill
    jim jimmy jo joan joanna joanne jodie joe joel john johnny jon jonathan jordan joseph josephine josh joshua joy joyce juan judith judy julia julian julie
    june justin karen kate katherine kathleen kathryn kathy katie kay kayla keith kelly kelsey ken kenneth kerry kevin kieran kim kimberly kirsty kyle
    lance larry laura lauren laurence lawrence leah lee leo leon leonard leroy leslie lewis liam lillian lily linda lindsay lindsey lisa liz lloyd logan lois
    lori lorraine louis louise lucas lucy luke lydia lynn mabel madeleine madison maggie malcolm marc marcus margaret marian marie marilyn marion marjorie
    mark marlene martha martin marvin mary mason mathew matilda matt matthew maureen maurice max maxine may megan melanie melissa melvin meredith mia michael
    michelle mike mildred millie milton miranda mitchell molly monica morgan muriel nancy naomi natalie natasha nathan nathaniel neil nelson nicholas nick
    nicola nicole nigel noah noel nora norma norman olive oliver olivia oscar owen paige pam pamela patricia patrick paul paula pauline peggy penelope penny
    percy perry peter phil philip phillip phoebe phyllis poppy priscilla rachel ralph randall randy ray raymond rebecca reginald renee rhonda rhys ricky richard rick rita
    rob robert roberta robin rodney roger roland ron ronald ronnie rory rosa rose rosemary rosie ross roy ruby russell ruth ryan sabrina sally sam samantha samuel
    sandra sara sarah scarlett scott sean sebastian seth shane shannon sharon shaun shawn sheila shelley sherry shirley sidney simon sophia sophie spencer stacey stacy
    stan stanley stella stephanie stephen steve steven stewart stuart sue summer susan susanna suzanne sydney sylvia tamara tammy tanya tara taylor ted terence teresa terri
    terry theodore theresa thomas tiffany tim timothy tina toby todd tom tommy toni tony tracey tracy travis trevor tristan troy tyler valerie vanessa vera vernon
    veronica vicki victor victoria vincent viola violet virginia vivian wade walter wanda warren wayne wendy wesley whitney will willie william willow winifred yvonne
    zachary zara zoe`,
  de: `achim adelheid alois andreas angelika anja anke anneliese annette annika antje antonia armin arne astrid axel barbel bastian bernd bernhard bettina birgit
    birgitta bjorn brigitte britta burkhard carsten christa christel christoph claudia claus cornelia dagmar detlef dieter dietmar dirk dominik doreen dorothea eckhard edeltraud
    elfriede elisabeth elke elsa emil erich erika ernst erwin eugen eveline ewald fabian felix ferdinand florian franz franziska franka frieda friedrich fritz georg gerd gerda gerhard
    gertrud gisela greta gudrun gunter gunther guenter gustav hanna hannelore hans harald hartmut hedwig heiko heiner heinrich heinz helene helga helmut henning henrik herbert hermann hilde
    hildegard holger horst hubert ilona ilse inge ingeborg ingo ingrid irmgard jana jens joachim jochen johann johanna johannes jonas jorg joerg josef josefine jurgen juergen jutta kai karin
    karl karla karsten kathrin katja katharina katrin kerstin klara klaus konrad kurt lars leni lena leonie lieselotte lothar lotte ludwig luisa lukas lutz magdalena maik manfred manuela
    mareike margarete margit margot marianne marina markus marlies marten mathias mathilde matthias maximilian meike michaela mirko monika moritz nadine nadja niklas norbert ole oliver olaf ortrud
    oskar otto petra philipp pia rainer ralf reiner reinhard reinhold renate rolf rosemarie roswitha rudiger rudolf sabine sascha siegfried siegrid sieglinde sigrid silke silvia sonja stefan
    stefanie steffen steffi susanne svenja sven swantje tanja theo theodor thomas thorsten tilo timo tobias torsten trude udo ulf uli ulrich ulrike ursula ute uta uwe vera volker
    walburga waltraud wenzel werner wiebke wilfried wilhelm wilhelmine willi wolfgang yannick`,
  fr: `adele adeline agathe agnes aime alain alexandre aline amandine amelie anais andre annick antoine apolline arlette armand arnaud aude aurelie aurelien axelle baptiste bastien benedicte
    benoit bernadette bertrand blaise brigitte bruno camille carole cecile cedric celine chantal charlene christelle christiane christophe claude claudine clement clementine colette corinne
    cyril damien danielle delphine denis didier dominique edith edouard elise elodie emilie emmanuel emmanuelle eric estelle etienne eugenie fabien fabienne fabrice fanny felicie fernand
    florent francine franck francois francoise frederic frederique gabrielle gael genevieve georges georgette gerard germaine ghislaine gilbert gilles ginette gregoire guillaume guy gwenaelle helene henri
    henriette honore huguette isabelle jacques jacqueline jean-luc jeanne jeannine jerome jerome joel joelle josiane julien juliette karine laetitia laure laurence laurent leontine liliane loic louane luc lucie lucien
    lucienne ludovic lise madeleine mael magali manon marcel marcelle margaux marguerite marielle marine martine maryse mathieu mathilde maud mauricette maxime melanie michel micheline mireille monique morgane muriel
    mylene nadege nathalie nicolas ninon noemie odette odile olivier pascal pascale patrice paulette philippe pierre pierrette quentin raoul raphael raymonde regine regis remi remy renaud rene roch romain rosalie sandrine
    sebastien severine simone solange solene stephane suzanne sylvain sylvie theophile therese thibault thierry thibaut tristan valentin valentine valerie veronique victorine virginie xavier yann yves yvette yvon zephirine`,
  es: `adolfo adriana agustin agustina alba alberto alejandra alejandro alfonso alfredo alicia almudena alonso alvaro amparo ana andres angel angeles angelica antonio araceli arturo asuncion aurora beatriz begona
    belen benito blanca borja candela carlos carlota carmen carolina catalina cecilia celia cesar clara concepcion consuelo cristian cristina cristobal cruz daniela diego dolores domingo eduardo elena elvira emilio
    encarnacion enrique ernesto esperanza esteban estela eugenia eva fatima federico felipe fernanda fernando fidel francisca francisco gabriela gerardo gema gonzalo graciela gregorio guadalupe guillermo gustavo hector
    hernan hugo ignacio ines inmaculada isabel isidro ismael ivan jaime javier jesus jimena joaquin jorge jose josefa josefina juana julio laura leandro leonor leticia lidia lola lorena lorenzo lourdes lucia luis luisa
    macarena manolo manuel manuela marcela marcelo marcos margarita maria mariana mariano maribel mario marisol marta martin mateo matias mauricio mercedes miguel milagros miriam monica montserrat natalia nerea nicolas nieves
    nuria oscar pablo paloma paola patricio paz pedro pepe pilar purificacion rafael ramiro ramon raquel raul remedios ricardo roberto rocio rodrigo rodolfo rogelio roman rosario ruben salvador santiago santos sergio silvia
    sofia soledad sonia susana tomas trinidad valentina vicente victoriano ximena yolanda`,
  it: `ada adriano agnese agostino alberta aldo alessandra alessandro alessia alessio alfio amedeo andreina angelo anna antonella antonino arianna armando arnaldo asia aurelio barbara bartolomeo beatrice benedetta benedetto bianca
    brunella bruno caterina carlo carmela carmelo carmine cesare chiara cinzia claudio concetta corrado cosimo cristiano damiano daniele daniela dario davide debora delia diego domenico donatella donato edoardo elena eleonora
    elisa elisabetta emanuela emanuele enrica enrico enzo erminia ermanno ettore eugenio fabio fabrizio federica federico ferdinando filippo fiorenza flavia flavio franca francesca francesco franco fulvio gabriele gaetano gaia
    gennaro giacomo giada gian gianluca gianni gina ginevra giorgia giorgio giovanna giovanni giulia giuliana giuliano giulio giuseppe giuseppina grazia graziella guido ilaria irene isabella ivana lara leonardo letizia
    livia livio loredana lorella luca luciana luciano lucia lucrezia luigi luigia maddalena manlio mara marcella marcello marco margherita mariangela mariella marina marisa martina massimiliano massimo matilde matteo mattia
    maura maurizio michela michele milena mirella nadia nicola nicolo noemi nunzia orazio ornella paola paolo pasquale patrizia piera piero pierluigi pietro pino raffaele raffaella renata renato renzo riccardo rita roberta roberto
    romeo rosanna rosaria rossella ruggero sabrina salvatore samuele sandro serena sergio silvana silvano silvio simona simone stefania stefano susanna tiziana tiziano tommaso ugo umberto valentino valeria valerio vincenza vincenzo viviana vittoria vittorio`,
  nl: `aad aafke aart adriaan alida anouk annemarie annemiek ans arend arie arjan arno bart bas bastiaan bauke berend bert bertus betje boudewijn bram cees coen corrie cornelis daan dick diederik dirkje djoke egbert elbert els elske emiel
    evert femke fenna ferry floor floris fons fokke frans frits geert geertje geertruida gerbrand gerrit gert gijs gijsbert guus hanneke harm hendrik hendrika hendrikje henk hester hilda huib ilse ineke jaap jacoba jacobus jacomijn janneke jantje jasper jeltje jeroen
    jet joep johan johanneke joke joop joost jordy joris jos joke jurre karel kees klaasje klaas koen koos krijn laurens leen leendert lieke liesbeth lodewijk loes luuk maaike maarten machteld madelief marieke marijke marijn marjan marjolein maud maurits mees meike
    merel mieke mieneke mirjam nienke noor pepijn piet pieter pim reinier renske rianne rien rik rob roel roelof roos ruben rutger ruud saar sander sanne sara sem siebe siem sien sietse sjaak sjoerd sophie stijn teun teuntje theo thijs thijmen
    tijmen tijn tineke tjeerd toon truus twan willem willemijn wim wouter yvonne zwaantje`,
  pl: `adam adrianna agata agnieszka aleksander aleksandra alicja alina amelia anastazja andrzej aneta aniela antoni arkadiusz artur barbara bartlomiej bartosz beata blazej bogdan bogumila bogna boguslaw boleslaw bozena bronislaw cezary czeslaw damian danuta dariusz
    dawid dominika dorota edyta elzbieta emilia ewa ewelina feliks filip franciszek gabriela genowefa grazyna grzegorz halina hanna helena henryk honorata hubert igor irena iwona izabela jacek jadwiga jakub jan janina janusz jaroslaw jarek jerzy joanna jolanta jozef
    jozefa julia juliusz justyna kacper kamil kamila karol karolina katarzyna kazimierz kinga klaudia konrad krystian krystyna krzysztof ksawery leszek lidia lucyna ludwik lukasz maciej magdalena maja malgorzata marcel marcin marek maria mariola mariusz marlena marta
    marzena mateusz michal mieczyslaw mikolaj milosz miroslaw monika natalia nikodem norbert oliwia olga patrycja patryk pawel piotr przemyslaw radoslaw rafal roman ryszard sebastian slawomir sandra stanislaw stanislawa stefan stefania sylwester sylwia szymon tadeusz teresa
    tomasz tymon urszula waclaw waldemar wanda weronika wieslaw wieslawa wiktor wiktoria witold wladyslaw wlodzimierz wojciech zbigniew zdzislaw zenon zofia zuzanna zygmunt`,
  pt: `adalberto adelaide adelino ademir adilson afonso alcides aldair alessandra alexandra aline aloisio amadeu amaro americo anabela anderson antonia aparecida armando arnaldo augusto baltasar benedita bento bernardo bianca breno bruna caetano caio camila carina
    catarina celeste celso cicero clarice claudio cleber cleusa conceicao cristiane damiao davi deise denilson diogo dirce djalma duarte edimar edilson edson eduarda elaine eliana eliane elias elisangela elton eloisa erica evandro fabiana fabiano fabricio fabiola flavia
    francisca gilberto gilmar gilson giovana gisele glauber graca guilherme helder helena helio heitor heloisa henrique hermes humberto iara igor ines iracema isabela isadora isaura ivete ivo jair janaina jandira jefferson joana joao joaquim joaquina jonas jose jessica julia juliana
    juliano julio jussara kauan kelly laercio larissa laurinda leandro leila leonor lidiane ligia lourenco lucas luciene luciana luiz luiza lurdes luzia madalena maiara manoel marcia marcio marilia marinho marisa marlene marlon mateus matheus mauro micaela miguel milene miriam moises
    murilo nadir nair neide nelson neusa nilson nilton nuno odair otavio palmira pamela paulo priscila rafaela raimunda raimundo regina reinaldo renan renata rita roberval rogerio ronaldo rosana rosangela rosilene rubens rui samara sandra sebastiao sergio severino silvana simao simone sueli susana tania
    tatiana telmo teodoro teresa thais thiago tiago tomas ulisses vagner valdir valeria vanderlei vasco vera vicente vinicius vitor vitoria viviane wagner waldir walmir wellington wesley wilson yasmin zelia zilda`,
  other: `abdul abdullah abdulrahman adnan ahmad ahmed aisha akira aleksei alexei alexey ali amina amir amit anastasia anders andrei andrey anil anita anjali ansgar anton aino antti arjun arto arvid ayse aysel bilal birger bjarne bo boris borislav bilge branko burak chen
    chidi chinwe cem dag daniil dejan deepak deniz dewi dina dmitri dmitry dragan ebba eero eino elif elina emre ekaterina eirik erkki esra fadi farah farid fatih fatima fatma fredrik freja galina ganesh goran gulay gunnar guillem hakan hamza hanan haruto hasan hassan hiroshi huda hussein ibrahim
    igor ilkka imran ines ingvar irina istvan ivana ivo jamal janos jelena jin jovan juha juhani kalle kamal kari katarina kenji khaled khalid kiran kristian kristina lasse laszlo layla leif leila lena linnea liv ljubica ljiljana ludmila magnus mahmoud maja malik marat marija marko marwan mehmet mehdi
    mei mikael mikhail milan milica min mohamed mohammad mohammed muhammad murat mustafa nadia naoko nasser natalya nikita nikola nikolai nikolay nils niran noor olga oleg olena omar osman pavel pedro petar petr pekka pradeep priya radka rahul raj rajesh rania rashid ravi reza riitta robel rohan rune sakura salma
    sami sana sanjay selim semra sergei sergey serhiy sergio signe siddharth siri snezana soren stian suleiman sunita suresh svetlana svein takashi tariq tatyana tero tomoko torbjorn tove trond tuomas ulla umar usha vadim vaclav valentina vasile vasily veikko viktor vijay vikram vladimir vlado wei xiao yan yasmine yasuko
    yosef youssef yuki yuri yuto yusuf zahra zainab zdenek zeynep zoran zsofia`,
};
