"""What is declared by one function: its numbers in the signature, its story in the docstring."""

from maskviz.spec import Mask


class Declared:
    """Reads off its `rule` what a Mask reads off its own: parameters, sentence, lesson, code."""

    parameters = Mask.parameters
    named = Mask.named
    controls = Mask.controls
    facts = Mask.facts
    defaults = Mask.defaults
    sentence = Mask.sentence
    lesson = Mask.lesson
    inequality = Mask.inequality
    code = Mask.code
