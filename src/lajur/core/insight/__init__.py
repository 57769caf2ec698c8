"""What finished work says about where time goes."""
