"""The fixed questions of the model card: openings, facts and sums, with their answers."""

PROMPTS = (
    "Once upon a time there was a",
    "The cat sat on the",
    "'Who are you?' asked the",
    "The king and the",
    "She opened the door and",
    "He was so hungry that he",
    "The wolf ran into the dark",
    "Dorothy looked at the",
    "The little girl began to",
    "And they all lived happily",
    "In the middle of the forest there stood a",
    "The old woman gave him a piece of",
    "'I don't know,' said",
    "They had not gone far when",
    "The rabbit took a watch out of its",
    "The princess had lost her golden",
    "It was a cold winter",
    "The boy climbed to the top of the",
    "'Good morning,' said the",
    "The dragon opened its",
)

SAMPLES = ("Once upon a time", "The old witch", "'Come with me,' said the fox")

FACTS = (
    ("The capital of France is", " Paris"),
    ("The capital of England is", " London"),
    ("Ice is frozen", " water"),
    ("The sun rises in the", " east"),
    ("A week has seven", " days"),
    ("A year has twelve", " months"),
    ("Bees make", " honey"),
    ("Snow is", " white"),
)

NUMBERS = (" two", " three", " four", " five", " six", " seven", " eight", " nine", " ten")
SUMS = tuple(
    (f"{a} and {b} make", NUMBERS[a_value + b_value - 2])
    for a_value, a in enumerate(("One", "Two", "Three", "Four", "Five"), start=1)
    for b_value, b in enumerate(("one", "two", "three", "four", "five"), start=1)
)
