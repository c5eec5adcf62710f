"""Words that tell names from what only looks like names: in French and English, folded."""

from __future__ import annotations

__all__ = ["CONNECTORS", "DETERMINERS", "FUNCTION", "MONTHS", "NO_NAMES", "PARTICLES", "PLACES"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    "de du des d la le les van von der den di da dos del della dello el al ben ibn bin ter ten zu"
)
CONNECTORS = _words("et and & und y")
DETERMINERS = _words(
    "le la les l un une ce cet cette ces son sa ses leur leurs notre nos au aux du the a an "
    "this that its their our his her"
)
MONTHS = _words(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre "
    "january february march april may june july august september october november december "
    "printemps ete automne hiver spring summer autumn winter"
)
FUNCTION = _words(
    "selon pour dans comme chez avec sans ainsi aussi alors apres avant depuis entre vers par "
    "sur sous en a au aux de du des et ou mais or donc car si quand lorsque puis enfin "
    "ensuite cependant toutefois neanmoins notamment voir cf ibid ibidem idem in see also "
    "thus however moreover although while when since after before as according for from by "
    "both and but the this these those with within like unlike following recently later "
    "finally similarly le la les un une ce ces cette il elle ils elles on nous source sources "
    "adapte adapted d l qu que qui dont e g synthese traduction citant citing dixit chapitre "
    "page note nb"
)
NO_NAMES = _words(
    "table tableau figure fig graphique encadre annexe annex appendix section chapter "
    "chapitre part partie article art loi law act decret arrete circulaire ordonnance "
    "directive reglement code jo journal plan programme program projet project rapport report "
    "enquete survey conference congres congress colloque journee journees convention edition "
    "version phase promotion saison season vague wave etude study strategie strategy feuille "
    "guide charte traite accord agreement volume vol tome numero no issue number groupe group "
    "session exercice annee annees year years rentree campagne election elections jeux coupe "
    "olympic covid sras sida vih dsm cim icd copyright total moyenne mean min max april "
    "master licence diplome these memoire document texte avis question experience "
    "experimentation experimental trial cohort cohorte base data donnees recensement census "
    "population siecle century fin debut creation created founded mise volet axe objectif"
)
PLACES = _words(
    "france belgique suisse canada quebec allemagne angleterre ecosse irlande italie espagne "
    "portugal luxembourg grece pologne suede norvege danemark finlande autriche russie "
    "ukraine europe afrique asie amerique oceanie australie chili bresil argentine mexique "
    "chine japon inde maroc algerie tunisie senegal mali usa uk us ue eu onu belgium "
    "switzerland germany england scotland ireland wales italy spain greece poland sweden "
    "norway denmark finland austria russia africa asia america australia chile brazil "
    "argentina mexico china japan india morocco algeria tunisia netherlands hollande israel "
    "iran irak iraq turkey turquie egypt egypte vietnam korea coree taiwan singapore hong "
    "kong new zealand nouvelle zelande etats unis united states kingdom royaume uni pays bas "
    "alabama alaska arizona arkansas california californie colorado connecticut delaware "
    "florida floride georgia georgie hawaii idaho illinois indiana iowa kansas kentucky "
    "louisiana louisiane maine maryland massachusetts michigan minnesota mississippi missouri "
    "montana nebraska nevada hampshire jersey york ohio oklahoma oregon pennsylvania "
    "pennsylvanie tennessee texas utah vermont virginia virginie washington wisconsin wyoming "
    "ontario alberta manitoba paris lyon marseille lille bordeaux toulouse nantes nice "
    "strasbourg rennes grenoble montpellier bruxelles brussels geneve geneva lausanne "
    "montreal toronto ottawa vancouver londres london edinburgh glasgow dublin berlin rome "
    "madrid barcelona lisbonne vienne amsterdam oslo stockholm copenhague helsinki boston "
    "chicago philadelphia baltimore sydney melbourne adelaide perth brisbane tokyo pekin "
    "beijing moscou bretagne normandie alsace provence aquitaine occitanie auvergne rhone "
    "alpes bourgogne picardie lorraine corse wallonie flandre"
)
