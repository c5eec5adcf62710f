"""Given names that tell `Alice Durand` from `Durand Alice` where lists have both orders."""

from __future__ import annotations

__all__ = ["FIRST_NAMES", "GIVEN_NAMES"]

_NAMES = """
    adrien agnès alain albert alice aline amélie andré anne antoine aude audrey benjamin benoît
    bernard brigitte bruno camille carole caroline catherine cécile céline charles chantal
    christelle christian christine christophe claire claude claudine clément colette corinne
    cyril daniel danielle david delphine denis didier dominique édouard elisabeth élisabeth
    élodie emilie émilie emmanuel emmanuelle éric eric estelle étienne eve ève fabien fabienne
    fabrice fanny florence françois françoise franck frédéric frédérique gabriel geneviève georges
    gérard gilles grégory guillaume guy hélène henri hervé hugo hugues isabelle jacques
    jacqueline jean jeanne jérôme joël joëlle joseph judith julie julien karine laetitia laure
    laurence laurent lise louis louise luc lucie lucien ludovic madeleine magali marc marcel
    marie marine marion martine mathieu mathilde maurice maxime mélanie michel michèle mireille
    monique muriel mylène myriam nadia nadine nathalie nicolas nicole noémie odile olivier
    pascal pascale patrice patricia patrick paul paule philippe pierre rachel raphaël raymond
    régis rémi renaud rené robert roger roland romain sabine samuel sandra sandrine sarah
    sébastien serge simon simone solange sophie stéphane stéphanie suzanne sylvain sylvie
    thérèse thierry thomas tiphaine valérie vanessa véronique victor vincent virginie viviane
    william xavier yann yannick yves yvette zoé"""

GIVEN_NAMES = frozenset(_NAMES.split())
"""Common French given names, in lower case; a list is read as a whole, so few are enough."""

_ENGLISH = """
    alan amy andrew angela ann anna anthony barbara brian carol charlotte christopher colin
    deborah diane donald donna douglas edward elizabeth emily emma frank gary george graham helen
    henry ian jack james jane janet jason jennifer jessica joan john jonathan joseph joshua karen
    kathleen keith kenneth kevin larry laura linda lisa margaret mark martin mary matthew melissa
    michael michelle nancy neil patricia peter philip rebecca richard ronald ruth ryan scott
    sharon stephen steven stuart susan terence timothy walter wendy"""

FIRST_NAMES = GIVEN_NAMES | frozenset(_ENGLISH.split())
"""With common English ones, many of which are family names too."""
