"""What teaches: lessons, questions and the words of the field, with every number measured."""
