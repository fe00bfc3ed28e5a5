# fails: exception
# builds: default
# within: 1
import sys


def main():
    sys.exit(3)
