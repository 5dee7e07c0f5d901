"""Families of laws, and the functions of arrays that laws are said with."""
