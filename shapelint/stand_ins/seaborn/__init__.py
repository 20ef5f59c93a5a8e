"""seaborn: the tables that it brings, with their columns."""

from pandas import _frame
from shapelint.stand_in import known, unknown

TABLES = {
    "anscombe": (44, "dataset x y"),
    "attention": (60, "Unnamed: 0,subject,attention,solutions,score"),
    "car_crashes": (51, "total speeding alcohol not_distracted no_previous ins_premium ins_losses abbrev"),
    "diamonds": (53940, "carat cut color clarity depth table price x y z"),
    "exercise": (90, "Unnamed: 0,id,diet,pulse,time,kind"),
    "flights": (144, "year month passengers"),
    "fmri": (1064, "subject timepoint event region signal"),
    "geyser": (272, "duration waiting kind"),
    "iris": (150, "sepal_length sepal_width petal_length petal_width species"),
    "mpg": (398, "mpg cylinders displacement horsepower weight acceleration model_year origin name"),
    "penguins": (344, "species island bill_length_mm bill_depth_mm flipper_length_mm body_mass_g sex"),
    "planets": (1035, "method number orbital_period mass distance year"),
    "tips": (244, "total_bill tip sex smoker day time size"),
    "titanic": (
        891,
        "survived pclass sex age sibsp parch fare embarked class who adult_male deck embark_town alive alone",
    ),
}


def load_dataset(name, cache=True, data_home=None, **kws):
    if not known(name) or name not in TABLES or kws:
        return unknown("a table that is not known")
    rows, names = TABLES[name]
    columns = names.split(",") if "," in names else names.split()
    return _frame(rows, columns, len(columns))
