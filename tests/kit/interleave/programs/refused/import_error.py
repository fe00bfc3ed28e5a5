# refused: ProgramError
import no_such_module_anywhere


def main():
    pass
