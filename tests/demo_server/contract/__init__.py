"""Every promise of the hardened server as a test of that name; the suites beside it go deeper."""
