"""Persons who are named in a text, known by their first names; a capital alone may be a program's or a company's."""

from __future__ import annotations

import re

GIVEN = frozenset(
    """
    Aaron Abdul Abdullah Abigail Abraham Achieng Adaeze Adrian Adriana Agnes Agnieszka Ahmad Ahmed Aisha Akash
    Akinyi Alan Albert Alberto Alejandro Aleksandr Aleksandra Alessandro Alex Alexander Alexandra Alexandre Alexei
    Alfred Alice Alicia Alison Amanda Amina Amit Amy Ana Anand Anders Andrea Andreas Andrei Andrew Andrzej Andy
    Angela Anil Anita Anja Anjali Ann Anna Anne Annette Anthony Antoine Anton Antonia Antonio Aoife Arjun Arne
    Arnold Arthur Ashley Astrid Audrey Barbara Barry Bart Beatrice Ben Benjamin Bernard Bernd Bernhard Beth Betty
    Birgit Bjoern Björn Bob Bogdan Boris Brandon Brenda Brendan Brian Bridget Britta Bruno Bryan Carl Carla Carlo
    Carlos Carmen Carol Caroline Catherine Cecilia Chandra Charles Chiara Chinedu Chloe Chris Christian Christina
    Christine Christoph Christopher Claire Clara Claudia Colin Connor Cornelia Craig Cristina Cynthia Damian Daniel
    Daniela Danielle Darren Dave David Deborah Deepak Denis Dennis Derek Diana Diane Didier Dieter Dimitri Dirk
    Dmitri Dmitry Dominic Dominik Donald Donna Dorothy Douglas Duncan Edith Eduardo Edward Eileen Eleanor Elena
    Elisabeth Elizabeth Ellen Emeka Emily Emma Eric Erica Erik Erika Esther Eva Evelyn Ewa Fatima Fatou Felipe
    Fernando Fiona Franziska Frederik Frieda Friedrich Gabriel Gabriela Gareth Gary Geoffrey Georg George Gerald
    Gerard Gerhard Gina Giovanni Giulia Giuseppe Gordon Graham Greg Gregory Greta Guido Guillaume Gunnar Gustav
    Günter Günther Hanna Hannah Hans Harald Harold Harry Hassan Heather Heike Heinrich Helen Helena Helga Henrik
    Henry Herbert Hiroshi Holger Howard Hussein Ibrahim Ines Inga Ingrid Irene Irina Isabel Isabella Ivan Iwona Jack
    Jacob Jacqueline Jacques Jakob James Jamie Jane Janet Janine Jason Jean Jeff Jeffrey Jenna Jennifer Jenny Jens
    Jeremy Jerry Jessica Jim Joachim Joan Joanna Joao Jochen Joe Joel Johan Johann Johanna Johannes John Johnny
    Jonas Jonathan Jorge Jose Josef Joseph Josephine Joshua José Joyce João Juan Judith Juliane Julie Julien Juma
    Jutta Jürgen Kamal Kamau Karen Karin Karl Karolina Kate Katharina Katherine Kathleen Kathrin Katie Katja Kavita
    Keith Kelly Kemi Kenneth Kerstin Kevin Khalid Kimberly Kiran Klaus Konrad Konstantin Kristen Kristin Krzysztof
    Kumar Kurt Kwame Kyle Lakshmi Larry Lars Laura Lauren Laurent Lena Leon Leonard Leonardo Liam Linda Lisa Lothar
    Louis Louise Luca Lucas Lucia Lucy Ludwig Luis Luisa Lukas Lutz Lydia Maciej Magdalena Mahmoud Maja Malcolm
    Manfred Manuel Manuela Marc Marcel Marcin Marco Marcos Marcus Margaret Maria Marie Marion Marius Markus Marlene
    Marta Martha Martin Martina Mary Matt Matthew Matthias Maureen Maurice Maximilian Megan Mehmet Melanie Melissa
    Michael Michaela Michal Michel Michelle Miguel Mike Mikhail Miriam Mohamed Mohammad Mohammed Monica Monika
    Moritz Moses Muhammad Mustafa Muthoni Nadia Nadine Nancy Naomi Natalia Natalie Natasha Nathan Neha Neil Nicholas
    Nick Nicola Nicolas Nicole Niels Nikhil Nikolai Nina Njeri Norbert Noura Olaf Olga Oliver Olivia Oluwaseun Omar
    Otieno Otto Owen Pablo Pamela Patricia Patrick Paul Paula Pauline Pavel Pedro Pete Peter Petra Philip Philipp
    Philippe Pierre Piotr Pooja Prakash Priya Rachel Rahul Raj Rajesh Ralf Ralph Ramesh Raphael Raquel Ravi Raymond
    Rebecca Rebekka Reinhard Renate Ricardo Richard Rita Robert Roberta Roberto Rodrigo Roger Rohan Roland Rolf
    Ronald Rosemary Ruth Ryan Sabine Sally Samantha Samir Samuel Sandeep Sandra Sanjay Sara Sarah Saskia Scott Sean
    Sebastian Sergei Sergey Sergio Shannon Sharon Shreya Siegfried Silke Silvia Simon Simone Sofie Sonia Sonja
    Sophia Sophie Stefan Stefanie Stephan Stephanie Stephen Steve Steven Stuart Sunil Suresh Susan Susanne Suzanne
    Sven Svetlana Swati Sylvia Tamara Tanja Tara Tatiana Teresa Terry Theodor Theresa Thomas Thorsten Tim Timothy
    Tina Tobias Todd Tom Tomas Tomasz Tony Torsten Tracy Ulrich Ulrike Ursula Uwe Valentina Valerie Vanessa Vera
    Veronica Vijay Vikram Viktor Vincent Vinod Vivek Vladimir Volker Walter Wambui Wanjiku Wendy Werner Wilhelm
    William Wojciech Wolfgang Xavier Yasmin Yosef Youssef Yuki Yusuf Yves Yvonne Zainab Zoe
    """.split()  # noqa: SIM905  so many words read better as a text
)
"""First names that are no usual name of a program, a place or a month too."""
_NAME = re.compile(
    # Storms, saints and towns have first names too, and so have addresses of persons.
    r"(?<!Hurricane )(?<!Typhoon )(?<!Cyclone )(?<!Storm )(?<!Santa )(?<!Saint )(?<!San )(?<!St )(?<!St\. )"
    r"(?<![\w@/.'’-])(?P<given>[A-Z][^\W\d_A-Z]{1,15})\b"
    r"(?: [A-Z]\.)?(?: (?:(?:van|von|de|da|der) ){0,2}(?:[A-Z]['’])?[A-Z][\w-]{1,20}){0,2}"
)
_COMPANIES = re.compile(
    r"(?:Arthur Andersen|Carl Zeiss|Charles Schwab|Edward Jones|Jack Henry|John (?:Deere|Hancock|Lewis)|Oliver Wyman|"
    r"Philip Morris|Ralph Lauren|Raymond James|Robert (?:Bosch|Half)|Thomas Cook)\b"
)
MARK = "\N{RUNIC LETTER FEHU FEOH FE F}"
"""A letter that stands in no report."""


def marked(text: str) -> str:
    """Return a text of the same length with marks in place of every name of a person."""
    return _NAME.sub(_mark, text)


def _mark(found: re.Match[str]) -> str:
    is_person = found["given"] in GIVEN and not _COMPANIES.match(found[0])
    return MARK * len(found[0]) if is_person else found[0]
