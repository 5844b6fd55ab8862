"""Make the tables in ``data/`` from CLDR and from WordPress's translations; nothing here runs in a conversion."""
